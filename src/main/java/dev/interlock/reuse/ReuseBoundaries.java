package dev.interlock.reuse;

import java.util.function.DoubleSupplier;

/**
 * The promise of one scope, kept by two {@linkplain ReuseBoundary boundaries}: one for questions
 * that say the same in ways that are known, and one for those that are worded differently and that
 * other entries {@linkplain Poll bear out}. Each knows its own evidence; what is {@linkplain
 * Ladders bet} is bet on both together, and on the first alone. So they open early where both are
 * good, and where answers differ from question to question in ways that only the wording tells, the
 * second stays shut and the first opens all the same. How far each kin is {@linkplain KinTrust
 * trusted} of late moves its requests in the order of either.
 *
 * <p>Thread-safe, as its boundaries are.
 */
public final class ReuseBoundaries {
  /** Kin are remembered as if each had so many entries. */
  private static final int ENTRIES_OF_A_KIN = 10;

  private final ReuseBoundary sameWords;
  private final ReuseBoundary otherWords;
  private final KinTrust trust;

  /**
   * A scope that knows nothing, and so lets nothing be reused.
   *
   * @param lots numbers from [0, 1), each as likely as any other; asked under a lock
   */
  public ReuseBoundaries(ReuseSettings settings, DoubleSupplier lots) {
    Ladders.Pair ladders = Ladders.pair(settings);
    ReuseSettings each = settings.withHalfTheRoom();
    trust =
        new KinTrust(settings.maxError(), Math.max(1, settings.maxEntries() / ENTRIES_OF_A_KIN));
    sameWords = new ReuseBoundary(each, lots, ladders.surer());
    otherWords = new ReuseBoundary(each, lots, ladders.other());
  }

  /** Whether the candidate's answer may serve. */
  public Choice decide(Poll.Candidate candidate) {
    Poll.Near near = candidate.near();
    Choice choice =
        (isSameWords(near) ? sameWords : otherWords)
            .decide(
                near.entry(),
                near.cosine(),
                candidate.chance(),
                trust.of(near.kin(), isSameWords(near)));
    switch (choice) {
      case Choice.Reuse _ -> trust.answers(near.kin());
      case Choice.Explore(Choice.Why why, Ticket _) when why == Choice.Why.DUE ->
          trust.tried(near.kin());
      case Choice.Explore _ -> {}
    }
    return choice;
  }

  private static boolean isSameWords(Poll.Near near) {
    return near.standing() == Poll.Standing.SAME_WORDS;
  }

  /** {@linkplain ReuseBoundary#learn Learns} whether a candidate that was explored was right. */
  public void learn(Poll.Candidate candidate, Ticket ticket, boolean right) {
    Poll.Near near = candidate.near();
    trust.judged(near.kin(), true, right);
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

  /**
   * Takes into account whether the answer of a neighbour that was not to serve would have been
   * right: it teaches this entry, and makes its kin surer or less so.
   *
   * @param other as a candidate
   */
  public void compared(Poll.Candidate other, boolean right) {
    Poll.Near near = other.near();
    heard(near.kin(), near.standing(), right);
    note(near.entry(), near.cosine(), other.chance(), near.standing(), right);
  }

  /**
   * Takes into account whether an answer of a kin was right, elsewhere, where it might have served.
   *
   * @param words how the second check saw both questions
   */
  public void heard(long kin, Poll.Standing words, boolean right) {
    trust.judged(kin, words == Poll.Standing.SAME_WORDS, right);
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
