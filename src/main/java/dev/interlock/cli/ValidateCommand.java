package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.ValidationReport;
import dev.interlock.envoy.EnvoyCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code interlock validate}: every problem of a configuration at once, and nothing else. */
@Command(
    name = "validate",
    description =
        "Check a configuration, and with --envoy an Envoy bootstrap that is to run with it.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:good", "1:the bootstrap lacks something", "2:the configuration is invalid"},
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Option(
      names = "--envoy",
      paramLabel = "FILE",
      description = "An Envoy bootstrap, whoever wrote it: look for every line we depend on.")
  private Optional<Path> envoy = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Loaded loaded = configuration.read();
    var report = ValidationReport.of(configuration.file().toString(), loaded);
    report.lines().forEach(System.out::println);
    return switch (loaded) {
      case Loaded.Invalid _ -> 2;
      case Loaded.Valid valid ->
          envoy.isPresent() ? check(envoy.get(), valid.configuration()) : Integer.valueOf(0);
    };
  }

  /** Prints every finding; 0 if there is none. */
  static int check(Path bootstrap, Configuration loaded) throws IOException {
    if (Files.isDirectory(bootstrap)) {
      throw new Failure(1, bootstrap + ": a folder (expected: an Envoy bootstrap)");
    }
    var findings = EnvoyCheck.check(Files.readString(bootstrap), loaded.envoy(), loaded.catalog());
    findings.forEach(System.out::println);
    System.out.println(
        bootstrap + (findings.isEmpty() ? ": nothing missing" : ": missing: " + findings.size()));
    return findings.isEmpty() ? 0 : 1;
  }
}
