package dev.interlock.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A condition as far as it can be reasoned about without a request: and, or, not over comparisons
 * of a term with constants. What is not understood is an {@link Opaque} truth of its own, free to
 * be either, so that what is proved of a formula holds for the condition.
 */
sealed interface Formula {
  /** Values to try per term; a conjunction of more worlds than this is not reasoned about. */
  int MOST_WORLDS = 20_000;

  /** Every part holds. */
  record And(List<Formula> parts) implements Formula {}

  /** Some part holds. */
  record Or(List<Formula> parts) implements Formula {}

  /** The part does not hold. */
  record Not(Formula part) implements Formula {}

  /** A truth that is known. */
  record Constant(boolean value) implements Formula {}

  /**
   * A truth that depends on something not understood; the same key is the same truth.
   *
   * @param key what it is, in a canonical spelling
   */
  record Opaque(String key) implements Formula {}

  /**
   * A comparison.
   *
   * @param term what is compared, in a canonical spelling
   * @param kind the values it may have
   * @param constants what it is compared with: where its truth may change
   * @param holds whether it holds for a value
   */
  record Comparison(String term, Kind kind, List<Comparable<?>> constants, Predicate<Object> holds)
      implements Formula {}

  /** Values a term may have. */
  enum Kind {
    INTEGER,
    NUMBER,
    TEXT
  }

  /** Whether no request at all can make all of {@code formulas} true; false also for not known. */
  static boolean contradict(List<Formula> formulas, Map<String, List<String>> labels) {
    var worlds = new Worlds(labels);
    formulas.forEach(worlds::add);
    return worlds.none(new And(List.copyOf(formulas)));
  }

  /** Every combination of values that can make a difference. */
  final class Worlds {
    private final Map<String, List<String>> labels;
    private final Map<String, Kind> kinds = new TreeMap<>();
    private final Map<String, TreeSet<Double>> numbers = new TreeMap<>();
    private final Map<String, TreeSet<String>> texts = new TreeMap<>();
    private final TreeSet<String> truths = new TreeSet<>();

    private Worlds(Map<String, List<String>> labels) {
      this.labels = labels;
    }

    private void add(Formula formula) {
      switch (formula) {
        case And(var parts) -> parts.forEach(this::add);
        case Or(var parts) -> parts.forEach(this::add);
        case Not(var part) -> add(part);
        case Constant _ -> {}
        case Opaque(var key) -> truths.add(key);
        case Comparison comparison -> {
          kinds.put(comparison.term(), comparison.kind());
          for (Comparable<?> constant : comparison.constants()) {
            if (constant instanceof Number number) {
              numbers
                  .computeIfAbsent(comparison.term(), _ -> new TreeSet<>())
                  .add(number.doubleValue());
            } else {
              texts
                  .computeIfAbsent(comparison.term(), _ -> new TreeSet<>())
                  .add(constant.toString());
            }
          }
        }
      }
    }

    private boolean none(Formula formula) {
      var axes = new TreeMap<String, List<?>>();
      kinds.forEach((term, kind) -> axes.put("= " + term, values(term, kind)));
      truths.forEach(key -> axes.put("? " + key, List.of(true, false)));
      long size = 1;
      for (List<?> values : axes.values()) {
        size *= values.size();
        if (size > MOST_WORLDS) {
          return false;
        }
      }
      List<String> names = List.copyOf(axes.keySet());
      var world = new HashMap<String, Object>();
      for (long number = 0; number < size; number++) {
        long rest = number;
        for (String name : names) {
          List<?> values = axes.getOrDefault(name, List.of());
          world.put(name, values.get((int) (rest % values.size())));
          rest /= values.size();
        }
        if (holds(formula, world)) {
          return false;
        }
      }
      return true;
    }

    private List<?> values(String term, Kind kind) {
      return switch (kind) {
        case TEXT -> texts(term);
        case INTEGER -> numbers(term, true);
        case NUMBER -> numbers(term, false);
      };
    }

    /** The known labels if the term has no others; else what is mentioned, and something else. */
    private List<String> texts(String term) {
      if (labels.containsKey(term)) {
        return labels.getOrDefault(term, List.of());
      }
      var values = new TreeSet<>(texts.getOrDefault(term, new TreeSet<>()));
      values.add("\0something else");
      return List.copyOf(values);
    }

    /** What is mentioned, and something from every gap around and between. */
    private List<Double> numbers(String term, boolean whole) {
      var mentioned = numbers.getOrDefault(term, new TreeSet<>());
      var values = new TreeSet<Double>();
      for (double constant : mentioned) {
        if (whole) {
          values.add(Math.floor(constant));
          values.add(Math.ceil(constant));
          values.add(Math.floor(constant) + 1);
          values.add(Math.ceil(constant) - 1);
        } else {
          Double next = mentioned.higher(constant);
          values.add(constant);
          values.add(next == null ? constant + 1 : constant + (next - constant) / 2);
        }
      }
      if (!whole && !mentioned.isEmpty()) {
        values.add(mentioned.first() - 1);
      }
      return List.copyOf(values);
    }

    private static boolean holds(Formula formula, Map<String, Object> world) {
      return switch (formula) {
        case And(var parts) -> parts.stream().allMatch(part -> holds(part, world));
        case Or(var parts) -> parts.stream().anyMatch(part -> holds(part, world));
        case Not(var part) -> !holds(part, world);
        case Constant(boolean value) -> value;
        case Opaque(var key) -> Boolean.TRUE.equals(world.get("? " + key));
        case Comparison c -> {
          Object value = world.get("= " + c.term());
          yield value != null && c.holds().test(value);
        }
      };
    }
  }
}
