package dev.interlock.eval.routing;

import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.training.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Other prices than those at which outcomes were recorded, in YAML or JSON:
 *
 * <pre>{@code
 * frontier: {input: 2.50, output: 10.00}   # USD per million tokens
 * small: 0.5                               # half of what was recorded
 * }</pre>
 *
 * <p>Models that it does not name keep their costs. A price per token needs the outcome's {@code
 * output_tokens}; those of the prompt are its characters, four to a token.
 */
final class PriceBook {
  /** Nothing is priced anew. */
  static final PriceBook AS_RECORDED = new PriceBook("", Map.of());

  private static final double CHARACTERS_A_TOKEN = 4;
  private static final double TOKENS_A_PRICE = 1e6;
  private static final Set<String> PARTS = Set.of("input", "output");
  private static final String EXPECTED =
      " (expected: a factor of at least 0, or {input: USD, output: USD} per million tokens)";

  private final String file;
  private final Map<String, Price> prices;

  private sealed interface Price {
    OptionalDouble cost(OutcomeRow row, Outcome outcome);

    /** Whether it can say what {@code outcome} costs. */
    boolean fits(Outcome outcome);

    /** USD per million output tokens, which were {@code recorded}. */
    double output(double recorded);
  }

  private record Factor(double factor) implements Price {
    @Override
    public OptionalDouble cost(OutcomeRow row, Outcome outcome) {
      return outcome.costUsd().isPresent()
          ? OptionalDouble.of(factor * outcome.costUsd().getAsDouble())
          : OptionalDouble.empty();
    }

    @Override
    public boolean fits(Outcome outcome) {
      return true;
    }

    @Override
    public double output(double recorded) {
      return factor * recorded;
    }
  }

  private record Tariff(double input, double output) implements Price {
    @Override
    public OptionalDouble cost(OutcomeRow row, Outcome outcome) {
      if (outcome.outputTokens().isEmpty()) {
        return OptionalDouble.empty();
      }
      double asked = row.prompt().length() / CHARACTERS_A_TOKEN * input;
      double answered = outcome.outputTokens().getAsDouble() * output;
      return OptionalDouble.of((asked + answered) / TOKENS_A_PRICE);
    }

    @Override
    public boolean fits(Outcome outcome) {
      return outcome.outputTokens().isPresent();
    }

    @Override
    public double output(double recorded) {
      return output;
    }
  }

  private PriceBook(String file, Map<String, Price> prices) {
    this.file = file;
    this.prices = prices;
  }

  /**
   * Reads {@code file}.
   *
   * @throws OutcomeException saying what in it is wrong
   */
  static PriceBook read(Path file) throws IOException {
    Object root;
    try {
      root = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (YamlEngineException e) {
      throw new OutcomeException(file + ": not YAML (expected: a price by model)");
    }
    if (!(root instanceof Map<?, ?> models) || models.isEmpty()) {
      throw new OutcomeException(file + ": no prices (expected: a price by model)");
    }
    var prices = new TreeMap<String, Price>();
    models.forEach((model, price) -> prices.put(String.valueOf(model), price(file, model, price)));
    return new PriceBook(file.toString(), prices);
  }

  private static Price price(Path file, Object model, @Nullable Object price) {
    String where = file + ": " + model;
    if (!(price instanceof Map<?, ?> parts)) {
      return new Factor(number(where, price));
    }
    if (!parts.keySet().equals(PARTS)) {
      throw new OutcomeException(where + ": " + parts.keySet() + EXPECTED);
    }
    return new Tariff(
        number(where + ".input", parts.get("input")),
        number(where + ".output", parts.get("output")));
  }

  private static double number(String where, @Nullable Object value) {
    if (value instanceof Number number
        && number.doubleValue() >= 0
        && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new OutcomeException(where + ": " + value + EXPECTED);
  }

  /** The models that it names. */
  Set<String> models() {
    return prices.keySet();
  }

  /**
   * Makes sure that it can be applied as a whole: that every model is there, and that answers have
   * what its price is per.
   *
   * @param sets rows by the name of their set
   * @throws OutcomeException with the first model for which that is not so
   */
  void check(SequencedMap<String, List<OutcomeRow>> sets) {
    var known = new TreeSet<String>();
    sets.values().forEach(rows -> known.addAll(Examples.models(rows)));
    prices.forEach(
        (model, price) -> {
          if (!known.contains(model)) {
            throw new OutcomeException(
                "%s: %s: no such model (expected: %s)"
                    .formatted(file, model, String.join(", ", known)));
          }
          sets.forEach((set, rows) -> check(set, rows, model, price));
        });
  }

  private void check(String set, List<OutcomeRow> rows, String model, Price price) {
    List<Outcome> answers =
        rows.stream()
            .flatMap(row -> Optional.ofNullable(row.outcomes().get(model)).stream())
            .toList();
    if (!answers.isEmpty() && answers.stream().noneMatch(price::fits)) {
      throw new OutcomeException(
          "%s: %s: a price per token, but %s has no output_tokens of it (expected: a factor)"
              .formatted(file, model, set));
    }
  }

  /**
   * USD per million output tokens of {@code models}.
   *
   * @param recorded the same when the outcomes were
   */
  double[] outputPrices(List<String> models, double[] recorded) {
    return IntStream.range(0, recorded.length)
        .mapToDouble(
            m ->
                Optional.ofNullable(prices.get(models.get(m)))
                    .map(price -> price.output(recorded[m]))
                    .orElse(recorded[m]))
        .toArray();
  }

  /** The rows at these prices. */
  List<OutcomeRow> apply(List<OutcomeRow> rows) {
    return prices.isEmpty() ? rows : rows.stream().map(this::apply).toList();
  }

  private OutcomeRow apply(OutcomeRow row) {
    var outcomes = new LinkedHashMap<>(row.outcomes());
    outcomes.replaceAll(
        (model, outcome) ->
            prices.containsKey(model)
                ? new Outcome(
                    outcome.score(),
                    Objects.requireNonNull(prices.get(model)).cost(row, outcome),
                    outcome.outputTokens())
                : outcome);
    return new OutcomeRow(row.prompt(), row.task(), outcomes);
  }
}
