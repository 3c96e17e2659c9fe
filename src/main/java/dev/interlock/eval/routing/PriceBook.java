package dev.interlock.eval.routing;

import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
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
  static final PriceBook AS_RECORDED = new PriceBook(Map.of());

  private static final double CHARACTERS_A_TOKEN = 4;
  private static final double TOKENS_A_PRICE = 1e6;
  private static final Set<String> PARTS = Set.of("input", "output");
  private static final String EXPECTED =
      " (expected: a factor of at least 0, or {input: USD, output: USD} per million tokens)";

  private final Map<String, Price> prices;

  private sealed interface Price {
    OptionalDouble cost(OutcomeRow row, Outcome outcome);
  }

  private record Factor(double factor) implements Price {
    @Override
    public OptionalDouble cost(OutcomeRow row, Outcome outcome) {
      return outcome.costUsd().isPresent()
          ? OptionalDouble.of(factor * outcome.costUsd().getAsDouble())
          : OptionalDouble.empty();
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
  }

  private PriceBook(Map<String, Price> prices) {
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
    return new PriceBook(prices);
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
