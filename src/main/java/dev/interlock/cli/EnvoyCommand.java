package dev.interlock.cli;

import dev.interlock.envoy.ApiKeysFile;
import dev.interlock.envoy.EnvoyBootstrap;
import dev.interlock.envoy.EnvoyPart;
import dev.interlock.envoy.XdsFolder;
import java.io.IOException;
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
          "As `interlock validate --envoy`: look in this file for every line we depend on.")
  private Optional<Path> bootstrap = Optional.empty();

  @Option(
      names = "--files",
      description =
          "Also write the files in `envoy.xds`, which must be there before Envoy starts. The"
              + " sidecar keeps them up to date.")
  private boolean files;

  @Option(
      names = "--api-keys",
      paramLabel = "FILE",
      description =
          "Also write the file with clients' keys, which Envoy reads where `callers.api_keys.file`"
              + " says. Only its owner can read it.")
  private Optional<Path> apiKeys = Optional.empty();

  @Override
  public Integer call() throws IOException {
    var loaded = configuration.load().configuration();
    if (files) {
      if (loaded.envoy().xds().isEmpty()) {
        throw new Failure(2, "envoy.xds: missing (expected: the folder to write)");
      }
      new XdsFolder(loaded.envoy()).write(new EnvoyPart(loaded.envoy(), loaded.catalog()));
    }
    if (apiKeys.isPresent()) {
      ApiKeysFile keys =
          ApiKeysFile.of(loaded.envoy())
              .orElseThrow(
                  () -> new Failure(2, "callers.api_keys: missing (expected: the keys to write)"));
      keys.write(apiKeys.get(), System::getenv);
    }
    if (bootstrap.isPresent()) {
      return ValidateCommand.check(bootstrap.get(), loaded);
    }
    System.out.print(EnvoyBootstrap.render(loaded.envoy(), loaded.catalog()));
    return 0;
  }
}
