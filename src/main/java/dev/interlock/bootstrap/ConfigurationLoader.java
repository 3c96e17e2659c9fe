package dev.interlock.bootstrap;

import dev.interlock.config.ConfigFiles;
import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.config.Reading;
import dev.interlock.config.YamlTree;
import dev.interlock.signal.SignalSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads {@code interlock.yaml}: everything is read and checked before anything is used, and all
 * problems are reported together. Any thread.
 */
public final class ConfigurationLoader {
  private final Function<String, @Nullable String> environment;
  private final Supplier<LocalDate> today;
  private final List<SignalSpec> signals;
  private final Bundles bundles;

  /**
   * A loader that replaces variables from {@code environment}.
   *
   * @param environment variable name → value, or null
   * @param today for facts that age, such as prices
   * @param signals every signal there is, which rules may read
   */
  public ConfigurationLoader(
      Function<String, @Nullable String> environment,
      Supplier<LocalDate> today,
      List<SignalSpec> signals) {
    this(environment, today, signals, new Bundles(Optional.empty()));
  }

  private ConfigurationLoader(
      Function<String, @Nullable String> environment,
      Supplier<LocalDate> today,
      List<SignalSpec> signals,
      Bundles bundles) {
    this.environment = environment;
    this.today = today;
    this.signals = List.copyOf(signals);
    this.bundles = bundles;
  }

  /**
   * This, but a router bundle that is not for the shipped encoder is a problem of the file and not
   * of the start.
   *
   * @param home the distribution's folder, with {@code encoder} in it
   */
  public ConfigurationLoader in(Path home) {
    return new ConfigurationLoader(environment, today, signals, new Bundles(Optional.of(home)));
  }

  /**
   * Loads {@code file}.
   *
   * @param number of the generation, if it is valid
   */
  public Loaded load(Path file, long number) {
    var problems = new ConfigProblems();
    var folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    var inputs = new LoadedInputs(environment, ConfigFiles.in(folder));
    Optional<Configuration> configuration =
        text(file, inputs, problems)
            .flatMap(text -> YamlTree.parse(file.toString(), text, problems))
            .map(tree -> read(tree, inputs, problems));
    return configuration.isEmpty() || problems.hasErrors()
        ? new Loaded.Invalid(problems.sorted(), inputs.files().paths())
        : new Loaded.Valid(
            new Generation(number, inputs.hash()),
            configuration.get(),
            problems.sorted(),
            inputs.files().paths());
  }

  private Configuration read(Mapping tree, LoadedInputs inputs, ConfigProblems problems) {
    var reading = new Reading(problems, inputs::variable, inputs.files(), today.get());
    return Configuration.type(signals, bundles).read(tree, reading);
  }

  /** Within its folder; of the root, which has no name, the folder itself. */
  private static String name(Path file) {
    return Optional.ofNullable(file.getFileName()).orElse(file).toString();
  }

  private static Optional<String> text(Path file, LoadedInputs inputs, ConfigProblems problems) {
    try {
      return Optional.of(inputs.files().text(name(file)));
    } catch (IOException e) {
      var start = new Location(file.toString(), 1, 1, "");
      problems.error(start, String.valueOf(e.getMessage()), "a readable file of UTF-8 text");
      return Optional.empty();
    }
  }
}
