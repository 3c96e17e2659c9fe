package dev.interlock.reuse;

import java.util.Arrays;

/**
 * How far down an order of requests answers are reused. On each rung somebody {@linkplain Bets
 * bets} that a smaller share than δ is wrong from this rung upwards. Rungs are tried from the
 * surest down, and what may be risked on mistakes, {@code 1 - confidence}, is dealt among a few of
 * them at which the trial begins; a rung that succeeds hands its part on to the next, one that does
 * not keeps it (the fallback procedure, Wiens 2003). The lowest that succeeds is the boundary.
 *
 * <p>What holds: that <em>ever any</em> rung is the boundary whose share is δ or more is at most as
 * probable as {@code 1 - confidence}. For whoever is first of such rungs after one that is no such
 * rung has at most the parts that were dealt between the two, these pieces do not overlap, and each
 * fortune gets as far as its part asks for with that part's probability at most. It is not assumed
 * that lower rungs are wrong more often. It is assumed that the share is δ or more throughout, as
 * seen before each request: a share that becomes so only after it was good is found out by the
 * {@linkplain Bets ceiling} on fortunes and by {@linkplain AuditLedger audits}.
 *
 * <p>The share is of requests, not of verdicts. While some rung is open, requests above are judged
 * by lots of a certain rate, those below always; so verdicts below are weighted by that rate, and
 * both count as they come. The order may know what was learnt before a request, not what comes of
 * it.
 *
 * <p>Not thread-safe.
 */
final class Ladder {
  private static final double LOWEST = 0.5;
  private static final double STEP = 0.25;
  private static final int RUNGS = 49;

  /** Places at which trials begin, each with the same part of what may be risked. */
  private static final double[] BEGINNINGS = {5.5, 4.5, 3};

  /** The most that a fortune may be above what opens a rung. */
  private static final double MOST = 20;

  /**
   * Judged on a rung itself before anything there is bet on, and before it may be the boundary:
   * what was judged above it says nothing of it while nobody was let that far down, and a rung
   * where hardly anybody comes should not stand in the way of others.
   */
  private static final int FEWEST_JUDGED = 6;

  /** No rung: below all of them. */
  static final int NONE = -1;

  /**
   * Wrong ones of a rung itself, beyond which neither it nor any below may be the boundary: some,
   * and so many times δ of what was judged there of late.
   */
  private static final double SOME_WRONG = 1;

  private static final double MOST_OF_OWN = 3;

  /** Judged on a rung itself before the older half of it fades. */
  private static final double LATE = 128;

  private final double maxError;
  private final double risked;
  private final Bets[] bets = new Bets[RUNGS];
  private final double[] parts = new double[RUNGS];
  private final double[] rightAt = new double[RUNGS];
  private final double[] wrongAt = new double[RUNGS];
  private final boolean[] everBet = new boolean[RUNGS];
  private final int[] judgedAt = new int[RUNGS];
  private int boundary = RUNGS;
  private int lowestEver = RUNGS;

  Ladder(double maxError, double confidence) {
    this.maxError = maxError;
    risked = 1 - confidence;
    Arrays.setAll(bets, _ -> new Bets(maxError, MOST / risked));
    for (double beginning : BEGINNINGS) {
      parts[rung(beginning)] += 1.0 / BEGINNINGS.length;
    }
  }

  /** Whether any rung is open. */
  boolean isOpen() {
    return boundary < RUNGS;
  }

  boolean isOpen(int rung) {
    return rung >= boundary;
  }

  /** Whether it was open once. */
  boolean wasOpen(int rung) {
    return rung >= lowestEver;
  }

  /**
   * Takes into account what came of a request on {@code rung}.
   *
   * @param weight the chance that a request above the boundary is judged over the chance that this
   *     one was, both as they were before it was decided
   */
  void judged(int rung, double weight, boolean right) {
    if (rung != NONE) {
      if (judgedAt[rung] == FEWEST_JUDGED) {
        everBet[rung] = true;
        for (int i = 0; i <= rung; i++) {
          bets[i].judged(weight, right);
        }
      } else {
        judgedAt[rung]++;
      }
      remember(rung, right);
    }
    boundary = lowest();
    lowestEver = Math.min(lowestEver, boundary);
  }

  private void remember(int rung, boolean right) {
    rightAt[rung] += right ? 1 : 0;
    wrongAt[rung] += right ? 0 : 1;
    if (rightAt[rung] + wrongAt[rung] > LATE) {
      rightAt[rung] /= 2;
      wrongAt[rung] /= 2;
    }
  }

  private int lowest() {
    int lowest = RUNGS;
    int above = RUNGS;
    double part = 0;
    for (int rung = RUNGS - 1; rung >= 0; rung--) {
      if (isBad(rung)) {
        break;
      }
      above = everBet[rung] ? rung : above;
      part += parts[rung];
      if (bets[rung].fortune() * part * risked < 1) {
        part = 0;
      } else if (above < RUNGS && judgedAt[above] == FEWEST_JUDGED) {
        // Where nothing was ever bet on between the two, the bets on both are the same ones.
        lowest = above;
      }
    }
    return lowest;
  }

  /** Whether its own requests are so often wrong that those above should not pay for them. */
  private boolean isBad(int rung) {
    return wrongAt[rung] > SOME_WRONG + MOST_OF_OWN * maxError * (wrongAt[rung] + rightAt[rung]);
  }

  /** Closes all rungs: each must be judged anew, and bets begin again. */
  void close() {
    for (Bets one : bets) {
      one.beginAgain();
    }
    Arrays.fill(judgedAt, 0);
    boundary = RUNGS;
  }

  /** The highest rung that is not above this place, or {@link #NONE}. */
  static int rung(double place) {
    return Math.clamp((long) Math.floor((place - LOWEST) / STEP), NONE, RUNGS - 1);
  }
}
