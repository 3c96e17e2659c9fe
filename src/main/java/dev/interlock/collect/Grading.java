package dev.interlock.collect;

import static java.util.Objects.requireNonNull;

import dev.interlock.collect.grade.Grader;
import dev.interlock.collect.grade.Method;
import dev.interlock.collect.grade.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which grader grades what: the one that the prompt names, else the one that was asked for, else
 * what the prompt's reference is for. Immutable.
 *
 * @param graders those there are
 * @param usual for prompts that name none
 */
public record Grading(Map<Method, Grader> graders, Optional<Method> usual) {
  public Grading {
    graders = Map.copyOf(graders);
  }

  /** How answers to {@code question} are graded; empty if nothing says so. */
  Optional<Method> method(Question question) {
    Reference reference = question.reference();
    return reference
        .method()
        .or(() -> usual)
        .or(() -> reference.schema().map(_ -> Method.JSON_SCHEMA))
        .or(() -> reference.expected().isEmpty() ? Optional.empty() : Optional.of(Method.EXACT));
  }

  /** The grader for {@code question}, which {@link #check} found to have one. */
  Grader grader(Question question) {
    return requireNonNull(graders.get(method(question).orElseThrow()));
  }

  /**
   * Makes sure that every answer can be graded, before anything is paid for.
   *
   * @throws PromptException with the first prompt for which that is not so
   */
  public void check(List<Question> questions) {
    for (int i = 0; i < questions.size(); i++) {
      String fault = fault(questions.get(i));
      if (!fault.isEmpty()) {
        throw new PromptException("prompt %d: %s".formatted(i + 1, fault));
      }
    }
  }

  private String fault(Question question) {
    Optional<Method> method = method(question);
    if (method.isEmpty()) {
      return "nothing to grade by (expected: expected or schema beside it, or --grade)";
    }
    Method known = method.get();
    if (known.compares() && question.reference().expected().isEmpty()) {
      return "expected: missing (expected: a right answer, to grade by " + known.id() + ")";
    }
    if (known == Method.JSON_SCHEMA && question.reference().schema().isEmpty()) {
      return "schema: missing (expected: a JSON Schema, to grade by json-schema)";
    }
    return graders.containsKey(known)
        ? ""
        : "grade: %s (expected: --%s beside it)".formatted(known.id(), known.id());
  }
}
