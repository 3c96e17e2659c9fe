package dev.interlock.eval.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Training pairs made without any list of words: one word replaced by another that stood between
 * the same two elsewhere, or beside the same one. Some are synonyms, and are counted as other
 * nevertheless.
 */
final class Substitutions {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int SHORTEST = 4;

  private final Map<String, TreeSet<String>> between = new HashMap<>();
  private final Random random;

  Substitutions(List<String> texts, long seed) {
    random = new Random(seed);
    for (String text : texts) {
      String[] words = SPACE.split(text, -1);
      for (int i = 1; i < words.length; i++) {
        String next = i + 1 < words.length ? words[i + 1] : "";
        between.computeIfAbsent(words[i - 1] + " " + next, k -> new TreeSet<>()).add(words[i]);
        between.computeIfAbsent(words[i - 1], k -> new TreeSet<>()).add(words[i]);
      }
    }
  }

  /** Adds pairs of {@code honest} and {@code text} with one word replaced, at most {@code most}. */
  void add(String honest, String text, int most, List<TextPair> pairs) {
    String[] words = SPACE.split(text, -1);
    for (int made = 0, tries = 0; made < most && tries < 12 && words.length > 1; tries++) {
      int i = 1 + random.nextInt(words.length - 1);
      String next = i + 1 < words.length ? words[i + 1] : "";
      TreeSet<String> known = between.getOrDefault(words[i - 1] + " " + next, new TreeSet<>());
      List<String> others = new ArrayList<>(known);
      if (others.size() < 2) {
        others = new ArrayList<>(between.getOrDefault(words[i - 1], new TreeSet<>()));
      }
      String old = words[i];
      others.removeIf(word -> word.length() < SHORTEST || word.equals(old));
      if (old.length() >= SHORTEST && !others.isEmpty()) {
        String[] changed = words.clone();
        changed[i] = others.get(random.nextInt(others.size()));
        pairs.add(TextPair.other(honest, String.join(" ", changed), "substitution"));
        made++;
      }
    }
  }
}
