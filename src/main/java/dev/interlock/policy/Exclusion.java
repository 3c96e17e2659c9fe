package dev.interlock.policy;

import java.util.List;

/**
 * Why policy keeps a model out.
 *
 * @param rule the first rule whose {@code allow} excludes it
 * @param missing what that rule could not read, so that it failed closed; empty when the rule is
 *     simply not satisfied
 */
public record Exclusion(String rule, List<String> missing) {
  public Exclusion {
    missing = List.copyOf(missing);
  }
}
