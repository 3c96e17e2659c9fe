package dev.interlock.bootstrap;

import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.Latest;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.config.Address;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.extproc.ExternalProcessors;
import dev.interlock.extproc.WarmUp;
import dev.interlock.server.GrpcListener;
import dev.interlock.server.GrpcPeer;
import dev.interlock.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Runs the whole path, protocol included, on a socket of its own and without telling anybody. */
record Warming(
    Configuration configuration,
    Generations generations,
    WorkerPool workers,
    WorkingMemory memory) {
  /** Returns when decisions are fast. */
  void run(WarmUp.Effort effort) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("interlock-warm-up");
    var socket = new Address.Unix(folder.resolve("socket").toString());
    try (var deciding = new Latest<>(generations.holdDeciding());
        var _ =
            GrpcListener.start(
                socket,
                1,
                Capacity.maxMessageBytes(configuration),
                List.of(
                    ExternalProcessors.deciding(
                        deciding::hold,
                        new ResponseCache(InstantSource.system(), System::nanoTime, () -> 0),
                        new ByteBudget(0),
                        workers,
                        workers,
                        new ByteBudget(Capacity.bodyBytes(configuration)),
                        memory,
                        ExchangeSinks.none(),
                        Metrics.none())));
        var peer = new GrpcPeer(socket)) {
      new WarmUp(peer.channel(), names(configuration.catalog())).run(effort);
    } finally {
      Files.deleteIfExists(Path.of(socket.path()));
      Files.deleteIfExists(folder);
    }
  }

  /** A virtual model and a physical one: the two ways through. */
  private static List<String> names(ModelCatalog catalog) {
    return Stream.concat(
            catalog.virtualModels().stream().limit(1).map(VirtualModel::name),
            catalog.models().stream().limit(1).map(Model::id))
        .toList();
  }
}
