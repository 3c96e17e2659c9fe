package dev.interlock.reuse;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How far down an order of requests answers are reused. On each rung somebody {@linkplain Bets
 * bets} that a smaller share than δ is wrong from this rung upwards. Rungs are tried from the
 * surest down, and what may be risked on mistakes is dealt among a few of them at which the trial
 * begins; a rung that succeeds hands its part on to the next, one that does not keeps it (the
 * fallback procedure, Wiens 2003). The lowest that succeeds is the boundary.
 *
 * <p>What holds: that <em>ever any</em> rung is the boundary whose share is δ or more is at most as
 * probable as what may be risked. For whoever is first of such rungs after one that is no such rung
 * has at most the parts that were dealt between the two, these pieces do not overlap, and each
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
 * <p>Requests are of kinds, which may differ. All are bet on together, but for a kind nothing is
 * open below the lowest rung that it has a {@linkplain RungRecord record} of its own of, nor from
 * one on where that is bad.
 *
 * <p>Not thread-safe.
 */
final class Ladder {
  static final int RUNGS = 25;

  private static final double LOWEST = 0.5;
  private static final double STEP = 0.5;

  /** Places at which trials begin, and the part of what may be risked of each. */
  private static final double[] BEGINNINGS = {5.5, 4.5, 3, 1.5};

  private static final double[] PARTS = {0.2, 0.2, 0.4, 0.2};

  /** The most that a fortune may be above what opens a rung. */
  private static final double MOST = 20;

  /** No rung: below all of them. */
  static final int NONE = -1;

  private final double risked;
  private final Bets[] bets = new Bets[RUNGS];
  private final double[] parts = new double[RUNGS];
  private final boolean[] everBet = new boolean[RUNGS];
  private final RungRecord[] records;
  private final RungRecord[][] ofKinds;
  private final int[] boundaries;
  private final int[] lowestEver;

  /**
   * A ladder of which no rung is open.
   *
   * @param risked the probability with which it may be wrong
   * @param kinds of requests
   */
  Ladder(double maxError, double risked, int kinds) {
    this.risked = risked;
    Arrays.setAll(bets, _ -> new Bets(maxError, MOST / risked));
    records = records(maxError);
    ofKinds = new RungRecord[kinds][];
    Arrays.setAll(ofKinds, _ -> records(maxError));
    boundaries = new int[kinds];
    lowestEver = new int[kinds];
    Arrays.fill(boundaries, RUNGS);
    Arrays.fill(lowestEver, RUNGS);
    for (int i = 0; i < BEGINNINGS.length; i++) {
      parts[rung(BEGINNINGS[i])] += PARTS[i];
    }
  }

  private static RungRecord[] records(double maxError) {
    var records = new RungRecord[RUNGS];
    Arrays.setAll(records, _ -> new RungRecord(maxError));
    return records;
  }

  /** Whether any rung is open for requests of a kind. */
  boolean isAnyOpen(int kind) {
    return boundaries[kind] < RUNGS;
  }

  boolean isOpen(int kind, int rung) {
    return rung >= boundaries[kind];
  }

  /** Whether it was open once. */
  boolean wasOpen(int kind, int rung) {
    return rung >= lowestEver[kind];
  }

  /**
   * Takes into account what came of a request on {@code rung}.
   *
   * @param kind its number
   * @param weight the least chance with which any request of the ladder was judged when this one
   *     was decided, over the chance with which this one was
   */
  void judged(int kind, int rung, double weight, boolean right) {
    if (rung != NONE) {
      if (records[rung].isKnown()) {
        everBet[rung] = true;
        for (int i = 0; i <= rung; i++) {
          bets[i].judged(weight, right);
        }
      }
      records[rung].judged(right);
      ofKinds[kind][rung].judged(right);
    }
    int lowest = lowest();
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = lowest(ofKinds[i], lowest);
      lowestEver[i] = Math.min(lowestEver[i], boundaries[i]);
    }
  }

  private int lowest() {
    int lowest = RUNGS;
    int above = RUNGS;
    double part = 0;
    for (int rung = RUNGS - 1; rung >= 0 && !records[rung].isBad(); rung--) {
      above = everBet[rung] ? rung : above;
      part += parts[rung];
      if (bets[rung].fortune() * part * risked < 1) {
        part = 0;
      } else if (above < RUNGS && records[above].isKnown()) {
        // Where nothing was ever bet on between the two, the bets on both are the same ones.
        lowest = above;
      }
    }
    return lowest;
  }

  /** The lowest rung, from the boundary on, that requests of a kind have a good record of. */
  private static int lowest(RungRecord[] kind, int boundary) {
    int lowest = RUNGS;
    for (int rung = RUNGS - 1; rung >= boundary && !kind[rung].isBad(); rung--) {
      lowest = kind[rung].isKnown() ? rung : lowest;
    }
    return lowest;
  }

  /** Closes all rungs: each must be judged anew, and bets begin again. */
  void close() {
    for (Bets one : bets) {
      one.beginAgain();
    }
    Stream.concat(Stream.of(records), Stream.of(ofKinds).flatMap(Stream::of))
        .forEach(RungRecord::close);
    Arrays.fill(boundaries, RUNGS);
  }

  /** The highest rung that is not above this place, or {@link #NONE}. */
  static int rung(double place) {
    return Math.clamp((long) Math.floor((place - LOWEST) / STEP), NONE, RUNGS - 1);
  }
}
