package dev.interlock.dialect;

import java.util.ArrayList;
import java.util.List;

/** The text-bearing parts of a turn, in order. */
final class TextParts {
  private final List<String> parts = new ArrayList<>(2);

  void add(String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  /** A mark that {@link #moveSince} and {@link #dropSince} take. */
  int mark() {
    return parts.size();
  }

  /** Moves every part added since {@code mark} to {@code other}. */
  void moveSince(int mark, TextParts other) {
    List<String> tail = parts.subList(mark, parts.size());
    other.parts.addAll(tail);
    tail.clear();
  }

  /** Forgets every part added since {@code mark}. */
  void dropSince(int mark) {
    parts.subList(mark, parts.size()).clear();
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The parts, each on lines of its own. */
  String joined() {
    return parts.size() == 1 ? parts.getFirst() : String.join("\n", parts);
  }

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "TextParts[" + parts.size() + "]";
  }
}
