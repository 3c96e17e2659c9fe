package dev.interlock.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * By how much each model's answers were better or worse than expected, on the whole and by kind of
 * prompt. Tenants learn for themselves: nobody's feedback moves another's requests.
 *
 * <p>Old experiences fade as newer ones of the same model come. Bounded; thread-safe.
 */
public final class KindLessons implements Lessons {
  /** What all evidence takes at most; who was not heard of longest is forgotten first. */
  private static final long MOST_BYTES = 8L << 20;

  private final DoubleSupplier halfLifeMs;
  private final Cache<Key, KindEvidence> evidence =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key _, KindEvidence known) -> known.bytes())
          .executor(Runnable::run)
          .build();

  private record Key(String tenant, String model) {}

  /**
   * Nothing learnt.
   *
   * @param halfLifeMs when half of an experience is forgotten, milliseconds
   */
  public KindLessons(DoubleSupplier halfLifeMs) {
    this.halfLifeMs = halfLifeMs;
  }

  @Override
  public void learn(Experience experience) {
    Occasion occasion = experience.occasion();
    if (Double.isNaN(occasion.expected())) {
      return;
    }
    evidence
        .asMap()
        .compute(
            new Key(occasion.tenant(), occasion.model()), (_, before) -> and(before, experience));
  }

  private KindEvidence and(@Nullable KindEvidence before, Experience experience) {
    int kinds = experience.occasion().kinds().length;
    KindEvidence known =
        before == null || before.kinds() != kinds ? new KindEvidence(kinds) : before;
    return known.and(experience, halfLifeMs.getAsDouble());
  }

  @Override
  public double shift(String tenant, float[] kinds, String model) {
    KindEvidence known = evidence.getIfPresent(new Key(tenant, model));
    return known == null || known.kinds() != kinds.length ? 0 : known.shift(kinds);
  }
}
