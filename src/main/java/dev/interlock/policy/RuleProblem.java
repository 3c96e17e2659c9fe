package dev.interlock.policy;

/**
 * What is wrong with an expression of a rule.
 *
 * @param rule position of the rule, from 0
 * @param name the rule's name
 * @param field {@code when} or {@code allow}
 * @param line line within the expression, from 1
 * @param column column within that line, from 1
 * @param message {@code name: value (expected: …)}
 */
public record RuleProblem(
    int rule, String name, String field, int line, int column, String message) {
  @Override
  public String toString() {
    return "rule '%s', %s, line %d, column %d: %s".formatted(name, field, line, column, message);
  }
}
