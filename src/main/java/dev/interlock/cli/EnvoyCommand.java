package dev.interlock.cli;

import dev.interlock.envoy.EnvoyBootstrap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock envoy}: the bootstrap that belongs to a configuration. */
@Command(
    name = "envoy",
    description = "Print Envoy's bootstrap for a configuration.",
    mixinStandardHelpOptions = true)
final class EnvoyCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Integer call() {
    var loaded = configuration.load().configuration();
    System.out.print(EnvoyBootstrap.render(loaded.envoy(), loaded.catalog()));
    return 0;
  }
}
