package dev.interlock.reuse;

import java.util.function.DoubleSupplier;

/**
 * The promise of one scope, kept by two {@linkplain ReuseBoundary boundaries}: one for questions
 * that say the same in ways that are known, and one for those that are worded differently and that
 * other entries {@linkplain Poll bear out}. Each knows its own evidence; what is {@linkplain
 * Ladders bet} is bet on both together, and on the first alone. So they open early where both are
 * good, and where answers differ from question to question in ways that only the wording tells, the
 * second stays shut and the first opens all the same.
 *
 * <p>Thread-safe, as its boundaries are.
 */
public final class ReuseBoundaries {
  private final ReuseBoundary sameWords;
  private final ReuseBoundary otherWords;

  /**
   * A scope that knows nothing, and so lets nothing be reused.
   *
   * @param lots numbers from [0, 1), each as likely as any other; asked under a lock
   */
  public ReuseBoundaries(ReuseSettings settings, DoubleSupplier lots) {
    Ladders.Pair ladders = Ladders.pair(settings);
    ReuseSettings each = settings.withHalfTheRoom();
    sameWords = new ReuseBoundary(each, lots, ladders.surer());
    otherWords = new ReuseBoundary(each, lots, ladders.other());
  }

  /** Whether the candidate's answer may serve. */
  public Choice decide(Poll.Candidate candidate) {
    Poll.Near near = candidate.near();
    return (isSameWords(near) ? sameWords : otherWords)
        .decide(near.entry(), near.cosine(), candidate.chance());
  }

  private static boolean isSameWords(Poll.Near near) {
    return near.standing() == Poll.Standing.SAME_WORDS;
  }

  /** {@linkplain ReuseBoundary#learn Learns} whether a candidate that was explored was right. */
  public void learn(Poll.Candidate candidate, Ticket ticket, boolean right) {
    Poll.Near near = candidate.near();
    if (isSameWords(near)) {
      sameWords.learn(ticket, right);
      otherWords.note(near.entry(), near.cosine(), candidate.chance(), right);
    } else {
      otherWords.learn(ticket, right);
      if (right) {
        sameWords.note(near.entry(), near.cosine(), candidate.chance(), true);
      }
    }
  }

  /**
   * {@linkplain ReuseBoundary#note Notes} how an entry's answer compares with another. That it is
   * another one than that of a question in other words says nothing of the same words.
   *
   * @param chance as that of a candidate
   * @param words how the second check saw both questions
   */
  public void note(
      long entry, double similarity, double chance, Poll.Standing words, boolean right) {
    otherWords.note(entry, similarity, chance, right);
    if (right || words == Poll.Standing.SAME_WORDS) {
      sameWords.note(entry, similarity, chance, right);
    }
  }

  /** Forgets an entry. */
  public void forget(long entry) {
    sameWords.forget(entry);
    otherWords.forget(entry);
  }

  /** What can be shown for the promise now, of both kinds of requests. */
  public Certificate certificate() {
    return sameWords.certificate();
  }
}
