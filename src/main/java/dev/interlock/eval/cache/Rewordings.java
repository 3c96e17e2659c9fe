package dev.interlock.eval.cache;

import java.util.List;
import java.util.Map;

/** Other ways to ask the same, by rule: courtesies, contractions, ways to begin. For training. */
final class Rewordings {
  private static final List<String> BEFORE =
      List.of("please ", "can you tell me ", "hey, ", "i would like to know ", "i need help: ", "");
  private static final List<Map.Entry<String, String>> PARTS =
      List.of(
          Map.entry("what's", "what is"),
          Map.entry("how do i ", "how can i "),
          Map.entry("how do i ", "what is the way to "),
          Map.entry("can you tell me ", "tell me "),
          Map.entry("i want to ", "i'd like to "),
          Map.entry("what is ", "tell me "),
          Map.entry("how to ", "what's the best way to "),
          Map.entry("find ", "look for "),
          Map.entry("i'm ", "i am "),
          Map.entry("need to ", "have to "),
          Map.entry("make ", "create "),
          Map.entry("show me ", "give me "),
          Map.entry("how many ", "what number of "),
          Map.entry("do not", "don't"),
          Map.entry("please ", ""));

  private Rewordings() {}

  /** One rewording of {@code text}; which, depends on {@code turn}. */
  static String of(String text, int turn) {
    String changed = text;
    for (int i = 0; i < PARTS.size(); i++) {
      var part = PARTS.get((i + turn) % PARTS.size());
      if (changed.contains(part.getKey())) {
        changed = changed.replaceFirst(part.getKey(), part.getValue());
        break;
      }
    }
    return BEFORE.get(turn % BEFORE.size()) + changed;
  }
}
