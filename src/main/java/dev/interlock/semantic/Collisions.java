package dev.interlock.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.equivalence.PairView;
import java.util.concurrent.atomic.LongAdder;

/**
 * Canaries against crafted texts: a question whose vector all but equals an earlier one's, although
 * the two have few words in common, collides with it. People hardly ever write such pairs; whoever
 * has a text answer for others has to. The second check refuses each; an entry that several
 * different questions collide with is found by none any more. Bounded; thread-safe.
 */
public final class Collisions {
  /** Cosine from which vectors all but equal each other. */
  private static final double NEAR = 0.98;

  /** Share of the words of both texts below which they are few. */
  private static final double FEW = 0.5;

  /** Different questions that collide with one entry before it is given up. */
  static final int MOST = 3;

  /** Entries that somebody collided with; who is forgotten begins anew. */
  private static final int MOST_SUSPECTS = 10_000;

  private final Cache<Long, Suspect> suspects =
      Caffeine.newBuilder().maximumSize(MOST_SUSPECTS).executor(Runnable::run).build();
  private final LongAdder seen = new LongAdder();
  private final LongAdder quarantined = new LongAdder();

  Collisions() {}

  /**
   * What was seen since the start.
   *
   * @param seen questions that collided with an entry
   * @param quarantined entries that are found by no question any more for that
   */
  public record Count(long seen, long quarantined) {}

  /** Which questions collided with an entry, by the hash of what they say. */
  private static final class Suspect {
    private final long[] questions = new long[MOST];
    private int size;

    /** Whether {@code question} is the one too many. */
    synchronized boolean isTooMany(long question) {
      for (int i = 0; i < size; i++) {
        if (questions[i] == question) {
          return false;
        }
      }
      if (size == MOST) {
        return false;
      }
      questions[size++] = question;
      return size == MOST;
    }
  }

  /**
   * Takes note that {@code now} was refused the answer of {@code entry}, which is at {@code cosine}
   * from it.
   *
   * @return whether the entry is to be found no more
   */
  boolean refused(long entry, double cosine, PairView earlier, PairView now) {
    if (!(cosine >= NEAR) || earlier.wordsInCommon(now) >= FEW) {
      return false;
    }
    seen.increment();
    boolean over = suspects.get(entry, _ -> new Suspect()).isTooMany(now.saying());
    if (over) {
      quarantined.increment();
    }
    return over;
  }

  Count count() {
    return new Count(seen.sum(), quarantined.sum());
  }
}
