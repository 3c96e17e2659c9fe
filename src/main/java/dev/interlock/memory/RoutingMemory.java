package dev.interlock.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * What worked, failed, was escalated or disliked, by tenant, intent and model, and by rule. Counts
 * fade; of what was not heard of longest nothing is kept. Thread-safe.
 */
final class RoutingMemory {
  /** Entries by model, and as many by rule. */
  static final int MOST = 4096;

  private final DoubleSupplier halfLifeMs;

  @GuardedBy("this")
  private final SequencedMap<Subject, Faded> models = new LinkedHashMap<>();

  @GuardedBy("this")
  private final SequencedMap<String, Faded> rules = new LinkedHashMap<>();

  @GuardedBy("this")
  private long overflow;

  /** Whose answers to what. */
  record Subject(String tenant, String intent, String model) {}

  private record Faded(Counts counts, long atUnixMs, Occasion latest, String bundle) {}

  /**
   * Counts as they are now.
   *
   * @param latest what the latest of them was about
   * @param bundle version of the bundle that its kinds are of
   */
  record Entry<K>(K key, Counts counts, Occasion latest, String bundle) {}

  /**
   * An empty memory.
   *
   * @param halfLifeMs when half of a count has faded, milliseconds
   */
  RoutingMemory(DoubleSupplier halfLifeMs) {
    this.halfLifeMs = halfLifeMs;
  }

  /** Counts {@code judgement}, in the place of what is left of the one that it replaces. */
  synchronized void count(Judgement judgement) {
    Occasion occasion = judgement.experience().occasion();
    count(models, new Subject(occasion.tenant(), occasion.intent(), occasion.model()), judgement);
    for (String rule : occasion.rules()) {
      count(rules, rule, judgement);
    }
  }

  @GuardedBy("this")
  private <K> void count(SequencedMap<K, Faded> in, K key, Judgement judgement) {
    Faded before = in.remove(key);
    long unixMs = judgement.atUnixMs();
    long now = before == null ? unixMs : Math.max(before.atUnixMs(), unixMs);
    Counts counts = before == null ? Counts.NONE : left(before, now);
    Sign sign = judgement.experience().sign();
    if (judgement.before().isPresent()) {
      Judgement.Earlier earlier = judgement.before().get();
      double left = HalfLife.left(now - earlier.atUnixMs(), halfLifeMs.getAsDouble());
      counts = counts.and(sign, Judgement.isGood(earlier.score()), -left);
    }
    counts = counts.and(sign, judgement.isGood(), 1);
    in.putLast(key, new Faded(counts, now, judgement.experience().occasion(), judgement.bundle()));
    if (in.size() > MOST) {
      Map.Entry<K, Faded> _ = in.pollFirstEntry();
      overflow++;
    }
  }

  private Counts left(Faded faded, long unixMs) {
    double kept = HalfLife.left(unixMs - faded.atUnixMs(), halfLifeMs.getAsDouble());
    return faded.counts().times(kept);
  }

  /** How many judgements there are of {@code subject}, as of its latest sign. */
  synchronized double evidence(Subject subject) {
    Faded faded = models.get(subject);
    return faded == null ? 0 : faded.counts().judged();
  }

  /** By model, those with the most friction first. */
  List<Entry<Subject>> models(long unixMs) {
    Map<Subject, Faded> copy;
    // Who asks for advice waits for this, and not until all is sorted.
    synchronized (this) {
      copy = new LinkedHashMap<>(models);
    }
    return entries(copy, unixMs);
  }

  /** By rule, those with the most friction first. */
  List<Entry<String>> rules(long unixMs) {
    Map<String, Faded> copy;
    synchronized (this) {
      copy = new LinkedHashMap<>(rules);
    }
    return entries(copy, unixMs);
  }

  private <K> List<Entry<K>> entries(Map<K, Faded> of, long unixMs) {
    return of.entrySet().stream()
        .map(
            each ->
                new Entry<>(
                    each.getKey(),
                    left(each.getValue(), Math.max(unixMs, each.getValue().atUnixMs())),
                    each.getValue().latest(),
                    each.getValue().bundle()))
        .sorted(Comparator.comparingDouble(each -> -each.counts().friction()))
        .toList();
  }

  /** Forgets models that are none any more. */
  synchronized void keep(Predicate<String> model) {
    Iterator<Subject> subjects = models.keySet().iterator();
    while (subjects.hasNext()) {
      if (!model.test(subjects.next().model())) {
        subjects.remove();
      }
    }
  }

  synchronized void clear() {
    models.clear();
    rules.clear();
    overflow = 0;
  }

  /** Entries that were forgotten for want of room. */
  synchronized long overflow() {
    return overflow;
  }
}
