package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.envoy.ApiKeysFile;
import dev.interlock.envoy.EnvoyBootstrap;
import dev.interlock.envoy.EnvoyPart;
import dev.interlock.envoy.XdsFolder;
import dev.interlock.envoy.gateway.EnvoyGateway;
import dev.interlock.envoy.gateway.EnvoyGateway.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code interlock envoy}: what Envoy must be told for a configuration. */
@Command(
    name = "envoy",
    description = "Print Envoy's configuration: a bootstrap, or an Envoy Gateway's resources.",
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
      names = "--for",
      paramLabel = "WHAT",
      description =
          "envoy: a bootstrap; envoy-gateway: resources for `kubectl apply` (default:"
              + " ${DEFAULT-VALUE}).",
      converter = Target.Converter.class,
      defaultValue = "envoy")
  private Target target = Target.ENVOY;

  @Option(
      names = "--api-keys",
      paramLabel = "FILE",
      description =
          "Also write the file with clients' keys, which Envoy reads where `callers.api_keys.file`"
              + " says. Only its owner can read it.")
  private Optional<Path> apiKeys = Optional.empty();

  @ArgGroup(exclusive = false, heading = "With --for envoy-gateway:%n")
  private @Nullable GatewayArguments gateway;

  @Override
  public Integer call() throws IOException {
    var loaded = configuration.load().configuration();
    if (target == Target.ENVOY_GATEWAY) {
      return gateway(loaded);
    }
    if (gateway != null) {
      throw new Failure(2, "--gateway: given (expected: with --for envoy-gateway)");
    }
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

  private int gateway(Configuration loaded) {
    if (gateway == null) {
      throw new Failure(2, "--gateway: missing (expected: the name of the Gateway)");
    }
    if (files || bootstrap.isPresent()) {
      throw new Failure(2, "--for: envoy-gateway (expected: envoy, with --files or --check)");
    }
    return switch (EnvoyGateway.render(gateway.options(), loaded.envoy(), loaded.catalog())) {
      case Rendering.Resources(String yaml) -> {
        System.out.print(yaml);
        yield 0;
      }
      case Rendering.Refused(List<String> problems) -> {
        problems.forEach(System.err::println);
        throw new Failure(2, configuration.file() + ": not for Envoy Gateway, nothing rendered");
      }
    };
  }

  /** What is configured. */
  enum Target {
    ENVOY,
    ENVOY_GATEWAY;

    /** Reads {@code envoy-gateway}. */
    static final class Converter implements ITypeConverter<Target> {
      @Override
      public Target convert(String text) {
        return switch (text) {
          case "envoy" -> ENVOY;
          case "envoy-gateway" -> ENVOY_GATEWAY;
          default -> throw new TypeConversionException(text + " (expected: envoy, envoy-gateway)");
        };
      }
    }
  }
}
