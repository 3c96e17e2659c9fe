package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.caller.ApiKey;
import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.config.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would make a start fail later and less clearly: said at once, all of it. */
final class RunPreconditions {
  private RunPreconditions() {}

  /** Ends the command if something is missing. */
  static void check(Configuration configuration, Map<String, String> environment) {
    var missing = new ArrayList<String>();
    var keys = new LinkedHashMap<String, List<String>>();
    for (Model model : configuration.catalog().models()) {
      model
          .upstream()
          .flatMap(Upstream::credential)
          .flatMap(credential -> missingKey(credential.source(), environment))
          .ifPresent(
              key -> keys.computeIfAbsent(key, _ -> new ArrayList<>()).add("model " + model.id()));
    }
    if (configuration.envoy().callers().map(CallerSettings::source).orElse(null)
        instanceof CallerSource.ApiKeys(var clients, _)) {
      for (ApiKey client : clients) {
        missingKey(client.source(), environment)
            .ifPresent(
                key ->
                    keys.computeIfAbsent(key, _ -> new ArrayList<>())
                        .add("client " + client.name()));
      }
    }
    keys.forEach(
        (key, models) ->
            missing.add(key + " (expected: the key of " + String.join(", ", models) + ")"));
    port("health.listen", configuration.server().health(), missing);
    port("admin.listen", configuration.server().admin().listen(), missing);
    port("envoy.listen", configuration.envoy().listener(), missing);
    port("envoy.admin", configuration.envoy().admin(), missing);
    if (configuration.server().health().port() == 0) {
      missing.add("health.listen: port 0 (expected: a port, to see when the sidecar is ready)");
    }
    if (!missing.isEmpty()) {
      throw new Failure(1, String.join("\ninterlock: ", List.copyOf(missing)));
    }
  }

  private static Optional<String> missingKey(Source source, Map<String, String> environment) {
    return switch (source) {
      case Source.Environment(String name) ->
          environment.getOrDefault(name, "").isEmpty()
              ? Optional.of(name + ": not set")
              : Optional.empty();
      case Source.File(String path) ->
          Files.isReadable(Path.of(path)) ? Optional.empty() : Optional.of(path + ": not readable");
    };
  }

  private static void port(String key, Address.Tcp address, List<String> missing) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
    } catch (IOException e) {
      missing.add(key + ": " + address + " (expected: a free port; " + e.getMessage() + ")");
    }
  }
}
