package dev.interlock.collect.grade;

import java.util.Optional;

/**
 * An answer to grade, and what is known of a right one. Which model gave it is left out: no grader
 * may know.
 *
 * @param prompt what was asked
 * @param answer what came back
 * @param task the kind of work, if somebody said it
 * @param reference what a right answer is known by
 */
public record Task(String prompt, String answer, Optional<String> task, Reference reference) {
  /** Not the texts. */
  @Override
  public String toString() {
    return "Task[task=" + task.orElse("-") + ", answer=" + answer.length() + " characters]";
  }
}
