package dev.interlock.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * By how much each model's answers were better or worse than expected: on the whole and by kind of
 * prompt where a router bundle tells kinds apart, otherwise by intent. Tenants learn for
 * themselves: nobody's feedback moves another's requests. Bounded; thread-safe.
 */
public final class Lessons {
  /** What all evidence takes at most; who was not heard of longest is forgotten first. */
  private static final long MOST_BYTES = 8L << 20;

  private final DoubleSupplier halfLifeMs;
  private final Cache<Key, Evidence> evidence =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key _, Evidence known) -> known.bytes())
          .executor(Runnable::run)
          .build();

  /**
   * What evidence is of.
   *
   * @param intent empty where kinds tell more
   * @param kinds how many there are; 0 without a bundle
   */
  private record Key(String tenant, String intent, int kinds, String model) {
    static Key of(String tenant, String intent, float[] kinds, String model) {
      return new Key(tenant, kinds.length == 0 ? intent : "", kinds.length, model);
    }
  }

  /**
   * Nothing learnt.
   *
   * @param halfLifeMs when half of an experience is forgotten, milliseconds
   */
  public Lessons(DoubleSupplier halfLifeMs) {
    this.halfLifeMs = halfLifeMs;
  }

  /** Takes {@code experience} into account, or back. */
  public void learn(Experience experience) {
    Occasion occasion = experience.occasion();
    if (!Double.isNaN(occasion.expected())) {
      var key = Key.of(occasion.tenant(), occasion.intent(), occasion.kinds(), occasion.model());
      evidence.asMap().compute(key, (_, before) -> and(before, experience));
    }
  }

  private Evidence and(@Nullable Evidence before, Experience experience) {
    Evidence known = before == null ? new Evidence(experience.occasion().kinds().length) : before;
    return known.and(experience, halfLifeMs.getAsDouble());
  }

  /**
   * Log-odds to add to the chance of {@code model}; 0 where nothing is known. Microseconds. It
   * depends on what was learnt and on {@link #fading} alone: the same gives the same number.
   *
   * @param kinds how likely each kind of the router bundle is; empty without one
   * @param model an action's name
   */
  public double shift(String tenant, String intent, float[] kinds, String model) {
    Evidence known = evidence.getIfPresent(Key.of(tenant, intent, kinds, model));
    return known == null ? 0 : known.shift(kinds);
  }

  /**
   * Lets all fade until {@code unixMs}: takes milliseconds now, and less when what is returned is
   * run. What was learnt between is faded when it is the next time.
   */
  Runnable fading(long unixMs) {
    double halfLife = halfLifeMs.getAsDouble();
    Map<Key, Evidence> before = Map.copyOf(evidence.asMap());
    var after = new HashMap<Key, Evidence>();
    before.forEach((key, known) -> after.put(key, known.at(unixMs, halfLife)));
    return () ->
        before.forEach(
            (key, known) -> evidence.asMap().replace(key, known, after.getOrDefault(key, known)));
  }

  /** Forgets what was learnt by kind: kinds mean something else now. */
  void forgetKinds() {
    evidence.asMap().keySet().removeIf(key -> key.kinds() > 0);
  }
}
