package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
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
import java.util.List;
import java.util.Map;

/** What would make a start fail later and less clearly: said at once, all of it. */
final class RunPreconditions {
  private RunPreconditions() {}

  /** Ends the command if something is missing. */
  static void check(Configuration configuration, Map<String, String> environment) {
    var missing = new ArrayList<String>();
    for (Model model : configuration.catalog().models()) {
      model
          .upstream()
          .flatMap(Upstream::credential)
          .ifPresent(
              credential -> key("model " + model.id(), credential.source(), environment, missing));
    }
    if (configuration.envoy().callers().map(CallerSettings::source).orElse(null)
        instanceof CallerSource.ApiKeys(var keys, _)) {
      keys.forEach(key -> key("client " + key.name(), key.source(), environment, missing));
    }
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

  private static void key(
      String whose, Source source, Map<String, String> environment, List<String> missing) {
    switch (source) {
      case Source.Environment(String name) -> {
        if (environment.getOrDefault(name, "").isEmpty()) {
          missing.add(name + ": not set (expected: the key of " + whose + ")");
        }
      }
      case Source.File(String path) -> {
        if (!Files.isReadable(Path.of(path))) {
          missing.add(path + ": not readable (expected: the key of " + whose + ")");
        }
      }
    }
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
