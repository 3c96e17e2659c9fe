package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.envoy.EnvoyBootstrap;
import dev.interlock.envoy.EnvoyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock envoy}: the bootstrap that belongs to a configuration. */
@Command(
    name = "envoy",
    description = "Print Envoy's bootstrap for a configuration, or check one.",
    mixinStandardHelpOptions = true)
final class EnvoyCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--check",
      paramLabel = "BOOTSTRAP",
      description =
          "Look in this file for every line that Interlock depends on; print nothing else.")
  private Optional<Path> bootstrap = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var loaded = configuration.load().configuration();
    if (bootstrap.isPresent()) {
      return check(bootstrap.get(), loaded);
    }
    System.out.print(EnvoyBootstrap.render(loaded.envoy(), loaded.catalog()));
    return 0;
  }

  private static int check(Path bootstrap, Configuration loaded) throws IOException {
    var findings = EnvoyCheck.check(Files.readString(bootstrap), loaded.envoy(), loaded.catalog());
    findings.forEach(System.out::println);
    System.out.println(
        bootstrap + (findings.isEmpty() ? ": nothing missing" : ": missing: " + findings.size()));
    return findings.isEmpty() ? 0 : 1;
  }
}
