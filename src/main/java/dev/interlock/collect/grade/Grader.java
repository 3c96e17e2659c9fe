package dev.interlock.collect.grade;

/** Says how good answers are. Thread-safe. */
@FunctionalInterface
public interface Grader {
  /**
   * Grades one answer. Never throws for what an answer says.
   *
   * @throws InterruptedException if the thread is interrupted while it waits for a program or model
   */
  Grade grade(Task task) throws InterruptedException;
}
