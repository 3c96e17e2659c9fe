package dev.interlock.policy;

import java.util.List;

/**
 * A rule refuses the request.
 *
 * @param rule the rule
 * @param message for the caller
 * @param missing what the rule's {@code when} could not read, so that it failed closed; empty when
 *     it simply holds
 */
public record Refusal(String rule, String message, List<String> missing) {
  public Refusal {
    missing = List.copyOf(missing);
  }
}
