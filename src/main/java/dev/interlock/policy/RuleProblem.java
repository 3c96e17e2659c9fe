package dev.interlock.policy;

import java.util.Optional;

/**
 * What is wrong with an expression of a rule.
 *
 * @param rule position of the rule, from 0
 * @param name the rule's name
 * @param field {@code when} or {@code allow}
 * @param line line within the expression, from 1
 * @param column column within that line, from 1
 * @param found what is there
 * @param expected what would be right; empty if {@code found} says it all
 * @param suggestion the name that was probably meant
 */
public record RuleProblem(
    int rule,
    String name,
    String field,
    int line,
    int column,
    String found,
    String expected,
    Optional<String> suggestion) {
  /** Where in the expression, in words. */
  public String place() {
    return line == 1 ? "column " + column : "line " + line + ", column " + column;
  }
}
