package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the answers of a {@linkplain Poll kin} are trusted, by what was judged of them of late.
 * Where a fact has changed, all answers that state it are wrong from one request to the next, and
 * one verdict on any of them tells it long before each entry has evidence of its own. So a wrong
 * verdict holds back all entries that are known to have the same answer, until some are right
 * again; and none of them answer many requests in a row without one for which a verdict is asked.
 * That a neighbour in other words has another answer says nothing of the same words: whoever asks
 * for new things in the words of an old question must not hold back its answer.
 *
 * <p>Thread-safe.
 */
final class KinTrust {
  /** By how much one wrong verdict lowers the place of the next request, in log odds. */
  private static final double DOUBT = 4;

  /** However many were wrong, so many right ones mend it as mend two. */
  private static final double MOST_DOUBT = 8;

  /** The part of all doubt that a right verdict leaves. */
  private static final double DOUBT_KEPT = 0.5;

  /** By how much a kin that was right often enough is surer than one that nobody knows. */
  private static final double PROVEN = 1;

  /** The part of what is missing to that which a right verdict adds. */
  private static final double GAIN = 0.1;

  /**
   * Requests that a kin answers before a verdict is due, in parts of δ: if they all were wrong, 500
   * hits elsewhere would make up for them.
   */
  private static final double UNJUDGED = 500;

  /** But so many at least, as each verdict is paid. */
  private static final int FEWEST_UNJUDGED = 5;

  private final int most;
  private final int mostUnjudged;

  @GuardedBy("this")
  private final SequencedMap<Long, Evidence> byKin = new LinkedHashMap<>();

  private static final class Evidence {
    private double doubtOfSameWords;
    private double doubtOfOtherWords;
    private double proven;
    private int unjudged;

    void doubt(boolean ofAllWords) {
      doubtOfOtherWords = Math.min(MOST_DOUBT, doubtOfOtherWords + DOUBT);
      if (ofAllWords) {
        doubtOfSameWords = Math.min(MOST_DOUBT, doubtOfSameWords + DOUBT);
      }
    }
  }

  /**
   * How far one kin is trusted, as a request finds it.
   *
   * @param proven by how much the request is surer for what was right, in log odds, at least 0
   * @param doubt by how much it is less sure for what was wrong of late, in log odds, at least 0
   * @param due whether the kin answered so often that a verdict is due
   */
  record Trust(double proven, double doubt, boolean due) {
    static final Trust NONE = new Trust(0, 0, false);
  }

  /**
   * Nothing is known.
   *
   * @param maxError δ of the scope
   * @param most kin that are remembered, whether entries of them are left or not, about 120 bytes
   *     each; the one that was heard of longest ago is forgotten first, and is then neither trusted
   *     nor doubted
   */
  KinTrust(double maxError, int most) {
    this.most = most;
    this.mostUnjudged = Math.max(FEWEST_UNJUDGED, (int) Math.ceil(UNJUDGED * maxError));
  }

  /**
   * What a request finds.
   *
   * @param sameWords whether it says the same as the entry in ways that are known
   */
  synchronized Trust of(long kin, boolean sameWords) {
    @Nullable Evidence known = byKin.get(kin);
    return known == null
        ? Trust.NONE
        : new Trust(
            known.proven,
            sameWords ? known.doubtOfSameWords : known.doubtOfOtherWords,
            known.unjudged >= mostUnjudged);
  }

  /** It answers one more request, which nobody judges. */
  synchronized void answers(long kin) {
    renewed(kin).unjudged++;
  }

  /** A verdict was due, and is asked for: whether or not it comes, the next one is due later. */
  synchronized void tried(long kin) {
    renewed(kin).unjudged = 0;
  }

  /**
   * Takes into account that an answer of the kin was right where it might have served, or not.
   *
   * @param ofAllWords whether a wrong one counts against the same words as well as against others
   */
  synchronized void judged(long kin, boolean ofAllWords, boolean right) {
    Evidence evidence = renewed(kin);
    evidence.unjudged = 0;
    if (right) {
      evidence.proven += GAIN * (PROVEN - evidence.proven);
      evidence.doubtOfSameWords *= DOUBT_KEPT;
      evidence.doubtOfOtherWords *= DOUBT_KEPT;
    } else {
      evidence.doubt(ofAllWords);
    }
  }

  /** What is known of the kin, as of the one that was heard of last. */
  @GuardedBy("this")
  private Evidence renewed(long kin) {
    @Nullable Evidence known = byKin.get(kin);
    Evidence evidence = known == null ? new Evidence() : known;
    byKin.putLast(kin, evidence);
    if (byKin.size() > most) {
      byKin.pollFirstEntry();
    }
    return evidence;
  }
}
