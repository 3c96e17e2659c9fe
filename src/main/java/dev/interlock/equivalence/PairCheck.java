package dev.interlock.equivalence;

import java.util.Optional;

/**
 * The second check before an answer is used again: guards first, then the pair head. Vectors that
 * are not sound, or of another space than the head, are refused. Symmetric, and pure; any thread.
 */
public final class PairCheck {
  /** The code of a refusal that no guard names. */
  public static final String PAIR_HEAD = "pair_head";

  private final PairHead head;

  public PairCheck(PairHead head) {
    this.head = head;
  }

  /** What the check found. */
  public sealed interface Verdict {
    /** Chance that the two ask for the same, of pairs half of which do. */
    double chance();
  }

  /** Nothing speaks against using the answer again. */
  public record Same(double chance) implements Verdict {}

  /**
   * The answer is not used again.
   *
   * @param guard which guard refused, or empty if the head did
   */
  public record Refused(Optional<Guard> guard, double chance) implements Verdict {
    /** The guard's code, or {@link #PAIR_HEAD}. */
    public String code() {
      return guard.map(Guard::code).orElse(PAIR_HEAD);
    }

    /**
     * Whether nothing speaks against it but that the two are worded differently: whoever has other
     * evidence that they mean the same may go by that.
     */
    public boolean isByWordingAlone() {
      return chance > 0 && guard.map(Guard.WORDING::equals).orElse(true);
    }
  }

  /** Whether an answer to {@code earlier} answers {@code now}. */
  public Verdict check(PairView earlier, PairView now) {
    if (earlier.wording().sameText(now.wording())) {
      return new Same(1);
    }
    Optional<Guard> guard = Guards.check(earlier.wording(), now.wording());
    if (!earlier.comparable(now) || !head.knows(earlier)) {
      return new Refused(guard, 0);
    }
    double chance = head.same(earlier, now);
    return guard.isEmpty() && chance >= head.threshold(earlier, now)
        ? new Same(chance)
        : new Refused(guard, chance);
  }
}
