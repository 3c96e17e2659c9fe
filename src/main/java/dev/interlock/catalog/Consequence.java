package dev.interlock.catalog;

import java.util.Optional;

/**
 * What the configuration declares about a wrong answer, per intent, virtual model or rule.
 *
 * @param failureCost USD lost by an insufficient answer
 * @param reversible whether the harm can be undone
 */
public record Consequence(Optional<Double> failureCost, Optional<Boolean> reversible) {
  public static final Consequence UNDECLARED = new Consequence(Optional.empty(), Optional.empty());
}
