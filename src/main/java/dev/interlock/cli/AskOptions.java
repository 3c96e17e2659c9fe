package dev.interlock.cli;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.collect.Patience;
import dev.interlock.inference.Api;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whom {@code interlock collect} asks, and how. */
final class AskOptions {
  @Option(
      names = "--models",
      paramLabel = "MODEL",
      split = ",",
      description =
          "Models to ask, by id or as `model@effort` (default: all of the catalogue that answer in"
              + " text, at each effort).")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Envoy is (default: `envoy.listen` of the configuration).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--key-env",
      paramLabel = "NAME",
      description =
          "Variable of the environment that holds the key to show Envoy, as `authorization:"
              + " Bearer`.")
  private Optional<String> keyVariable = Optional.empty();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "Prompts under way at once (default: ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "Longest answer, where a request does not say itself (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--max-usd",
      paramLabel = "USD",
      description =
          "Stop before more could be spent, at the catalogue's prices. A call's highest possible"
              + " price is set aside before it is made.")
  private Optional<Double> maxUsd = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Time for one answer (default: ${DEFAULT-VALUE}).")
  private int timeout;

  /** Those to ask; an unknown one ends the command. */
  List<Model> models(ModelCatalog catalog) {
    return models.isEmpty()
        ? catalog.models().stream().filter(AskOptions::answers).toList()
        : models.stream().map(name -> named(name, catalog)).distinct().toList();
  }

  private static Model named(String name, ModelCatalog catalog) {
    return catalog.models().stream()
        .filter(AskOptions::answers)
        .filter(model -> Action.efforts(model).stream().anyMatch(a -> a.name().equals(name)))
        .findFirst()
        .orElseGet(() -> model("--models", name, catalog));
  }

  /** Names of models, or of models at an effort, to which those are narrowed; empty: to nothing. */
  Set<String> names() {
    return Set.copyOf(models);
  }

  /** Where Envoy is, unless it is where the configuration says. */
  Optional<URI> url() {
    return url;
  }

  /** What goes with every request. */
  Map<String, String> headers() {
    if (keyVariable.isEmpty()) {
      return Map.of();
    }
    String key = System.getenv(keyVariable.get());
    if (key == null || key.isBlank()) {
      throw new Failure(2, "--key-env: " + keyVariable.get() + ": not set (expected: a key in it)");
    }
    return Map.of("authorization", "Bearer " + key.strip());
  }

  int concurrency() {
    return atLeastOne("--concurrency", concurrency);
  }

  int maxTokens() {
    return atLeastOne("--max-tokens", maxTokens);
  }

  double maxUsd() {
    double usd = maxUsd.orElse(Double.POSITIVE_INFINITY);
    if (!(usd > 0)) {
      throw new Failure(2, "--max-usd: " + usd + " (expected: above 0)");
    }
    return usd;
  }

  Patience patience() {
    return Patience.of(Duration.ofSeconds(atLeastOne("--timeout", timeout)));
  }

  /** The model that an option names; an unknown one ends the command. */
  static Model model(String option, String id, ModelCatalog catalog) {
    return catalog
        .model(id)
        .filter(AskOptions::answers)
        .orElseThrow(
            () ->
                new Failure(
                    2,
                    "%s: %s (expected: of %s)"
                        .formatted(
                            option,
                            id,
                            catalog.models().stream()
                                .filter(AskOptions::answers)
                                .map(Model::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static boolean answers(Model model) {
    return model.apis().stream().anyMatch(api -> api != Api.EMBEDDINGS);
  }

  /** {@code value} of {@code option}; less than one ends the command. */
  static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new Failure(2, option + ": " + value + " (expected: at least 1)");
    }
    return value;
  }
}
