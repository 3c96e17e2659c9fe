package dev.interlock.equivalence;

import java.util.Arrays;

/**
 * What rules write down of a text: facts, and things whose order and surroundings matter. One text,
 * one thread.
 */
final class Notes {
  private final Facts facts = new Facts();
  private long[] numbers = new long[0];
  private long[] names = new long[0];

  Facts facts() {
    return facts;
  }

  /** A number where it stands. */
  void number(String value, String before, String after) {
    numbers = added(numbers, value, before, after);
  }

  /** A name where it stands. */
  void name(String value, String before, String after) {
    names = added(names, value, before, after);
  }

  Roles numbers() {
    return new Roles(numbers);
  }

  Roles names() {
    return new Roles(names);
  }

  private static long[] added(long[] to, String value, String before, String after) {
    long[] longer = Arrays.copyOf(to, to.length + 3);
    longer[to.length] = Facts.hash(value);
    longer[to.length + 1] = before.isEmpty() ? 0 : Facts.hash(before);
    longer[to.length + 2] = after.isEmpty() ? 0 : Facts.hash(after);
    return longer;
  }
}
