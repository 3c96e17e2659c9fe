package dev.interlock.cli;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.ConfigurationSource;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** {@code --config}, and what loading it gives. */
final class ConfigurationOption {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration (default: ${DEFAULT-VALUE}).",
      defaultValue = "interlock.yaml")
  private Path file;

  ConfigurationOption() {
    this(Path.of("interlock.yaml"));
  }

  ConfigurationOption(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Where to read it again. */
  ConfigurationSource source() {
    var loader = new ConfigurationLoader(System::getenv, LocalDate::now, SignalFamilies.specs());
    return new ConfigurationSource(Home.find().map(loader::in).orElse(loader), file);
  }

  /** What the file says, or everything that is wrong with it. */
  Loaded read() {
    return source().load(1);
  }

  /** The configuration; warnings go to standard error, errors end the command with status 2. */
  Loaded.Valid load() {
    Loaded loaded = read();
    loaded.problems().forEach(System.err::println);
    return switch (loaded) {
      case Loaded.Valid valid -> valid;
      case Loaded.Invalid _ -> throw new Failure(2, file + ": invalid, nothing started");
    };
  }
}
