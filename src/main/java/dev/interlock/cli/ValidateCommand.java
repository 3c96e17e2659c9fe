package dev.interlock.cli;

import dev.interlock.bootstrap.ValidationReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code interlock validate}: every problem of a configuration at once, and nothing else. */
@Command(name = "validate", description = "Check a configuration.", mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Integer call() {
    var report = ValidationReport.of(configuration.file().toString(), configuration.read());
    report.lines().forEach(System.out::println);
    return report.valid() ? 0 : 2;
  }
}
