package dev.interlock.collect.grade;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to grade an answer. The names are part of the files that `interlock collect` reads. */
public enum Method {
  /** The whole answer is one of the expected ones, spelling aside. */
  EXACT,
  /** The last number of the answer is the expected one. */
  NUMBER,
  /** The letter that the answer chooses is the expected one. */
  CHOICE,
  /** The answer is JSON that a schema takes. */
  JSON_SCHEMA,
  /** A program says. */
  COMMAND,
  /** Another model says. */
  JUDGE;

  /** The name in files and options. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The method named {@code id}. */
  public static Optional<Method> named(String id) {
    return Arrays.stream(values()).filter(method -> method.id().equals(id)).findFirst();
  }

  /** Whether it compares with an expected answer, and so needs one. */
  public boolean compares() {
    return this == EXACT || this == NUMBER || this == CHOICE;
  }
}
