package dev.interlock.collect.grade;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Answers to grade. */
public final class Tasks {
  private Tasks() {}

  public static Task expecting(String answer, String... expected) {
    return new Task(
        "the prompt",
        answer,
        Optional.of("the task"),
        new Reference(List.of(expected), Optional.empty(), Optional.empty()));
  }

  static Task schema(String answer, String schema) {
    return new Task(
        "the prompt",
        answer,
        Optional.empty(),
        new Reference(
            List.of(), Optional.of(JsonMapper.shared().readTree(schema)), Optional.empty()));
  }
}
