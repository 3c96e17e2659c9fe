package dev.interlock.catalog;

import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.number;

import dev.interlock.config.ObjectReader;
import java.util.Optional;

/**
 * What the configuration declares about a wrong answer, per intent, virtual model or rule.
 *
 * @param failureCost USD lost by an insufficient answer
 * @param reversible whether the harm can be undone
 */
public record Consequence(Optional<Double> failureCost, Optional<Boolean> reversible) {
  public static final Consequence UNDECLARED = new Consequence(Optional.empty(), Optional.empty());

  /** Reads the keys {@code failure_cost} and {@code reversible} of {@code in}. */
  public static Consequence read(ObjectReader in) {
    return new Consequence(
        in.optional(
            "failure_cost", number(0, Double.MAX_VALUE), "USD lost by an insufficient answer."),
        in.optional("reversible", flag(), "Whether the harm of a wrong answer can be undone."));
  }
}
