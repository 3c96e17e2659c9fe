package dev.interlock.collect;

import dev.interlock.collect.grade.Reference;
import java.util.Optional;

/**
 * What every model is asked.
 *
 * @param id the same for the same words, whoever is asked
 * @param asked what is sent
 * @param prompt the text that a router reads of it: what the user asks at the end
 * @param conversation what a grader reads of it: all turns, or the text alone where there is one
 * @param task the kind of work, if somebody said it
 * @param reference what a right answer is known by
 */
public record Question(
    String id,
    Asked asked,
    String prompt,
    String conversation,
    Optional<String> task,
    Reference reference) {
  /** Not the text. */
  @Override
  public String toString() {
    return "Question[" + id + "]";
  }
}
