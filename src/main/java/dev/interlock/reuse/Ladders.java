package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far down the orders of a scope answers are reused. One {@link Ladder} is of all requests; a
 * second, where there are two kinds, of the surer kind alone, so that it does not pay where the
 * other one is often wrong. What may be risked is dealt between both. At any time one of them has
 * the say: whoever would have had more answers reused of late. Both together would not do, as the
 * good ones of the surer kind could then be set against wrong ones twice.
 *
 * <p>Thread-safe.
 */
final class Ladders {
  private static final int SURER = 0;
  private static final int OTHER = 1;

  /** The part that the surer kind alone may risk. */
  private static final double ALONE = 0.4;

  /** Audits among the first sure requests, in parts of 1 / δ. */
  private static final double FRESH = 0.3;

  private static final double MOST_AUDITS = 0.5;

  /** What is left, a request later, of having been let through. */
  private static final double FADES = 0.995;

  private final ReuseSettings settings;

  @GuardedBy("this")
  private final Ladder all;

  /** Has one kind, 0. */
  private final Optional<Ladder> surer;

  /** Requests of each kind that could have been answered since bets began. */
  @GuardedBy("this")
  private final long[] sure;

  @GuardedBy("this")
  private double throughAll;

  @GuardedBy("this")
  private double throughSurer;

  private Ladders(ReuseSettings settings, int kinds) {
    double risked = 1 - settings.confidence();
    this.settings = settings;
    this.sure = new long[kinds];
    this.surer =
        kinds == 1
            ? Optional.empty()
            : Optional.of(new Ladder(settings.maxError(), ALONE * risked, 1));
    this.all = new Ladder(settings.maxError(), kinds == 1 ? risked : (1 - ALONE) * risked, kinds);
  }

  /** Of a scope whose requests are all of one kind. */
  static Kind single(ReuseSettings settings) {
    return new Ladders(settings, 1).new Kind(SURER);
  }

  /** Two kinds of requests. */
  record Pair(Kind surer, Kind other) {}

  /** Of a scope with two kinds of requests. */
  static Pair pair(ReuseSettings settings) {
    var ladders = new Ladders(settings, 2);
    return new Pair(ladders.new Kind(SURER), ladders.new Kind(OTHER));
  }

  /**
   * Weights of a verdict in bets of its own kind, and of all.
   *
   * @param own at most 1, as the other
   */
  record Weights(double own, double all) {
    static final Weights WHOLE = new Weights(1, 1);
  }

  /**
   * Where a request stands.
   *
   * @param any whether requests of its kind are let through on any rung
   * @param open whether it is
   * @param was whether it was once
   * @param audits share of those let through that are judged all the same
   * @param unaudited weights of its verdict if it is judged anyhow
   * @param audited weights if it is let through, and judged by lots
   */
  record Stand(
      boolean any, boolean open, boolean was, double audits, Weights unaudited, Weights audited) {}

  /** Requests of one kind. Thread-safe. */
  final class Kind {
    private final int kind;

    private Kind(int kind) {
      this.kind = kind;
    }

    /** Where a request that arrives stands; it counts for which ladder has the say. */
    Stand arrives(int rung) {
      synchronized (Ladders.this) {
        boolean inAll = all.isOpen(kind, rung);
        boolean inSurer = isSurer() && surer.filter(one -> one.isOpen(0, rung)).isPresent();
        throughAll = FADES * throughAll + (inAll ? 1 : 0);
        throughSurer = FADES * throughSurer + (inSurer ? 1 : 0);
        boolean byAll = throughAll >= throughSurer;
        double own = Ladders.this.audits(kind, byAll);
        double least = own;
        for (int other = 0; other < sure.length; other++) {
          least = Math.min(least, audits(other, byAll));
        }
        return new Stand(
            Ladders.this.isOpen(kind, byAll),
            byAll ? inAll : inSurer,
            all.wasOpen(kind, rung)
                || (isSurer() && surer.filter(one -> one.wasOpen(0, rung)).isPresent()),
            own,
            new Weights(own, least),
            new Weights(1, least / own));
      }
    }

    private boolean isSurer() {
      return kind == SURER;
    }

    /** One more that stood open. */
    void let() {
      synchronized (Ladders.this) {
        sure[kind]++;
      }
    }

    /** Takes into account what came of a request. */
    void judged(int rung, Weights weights, boolean right) {
      synchronized (Ladders.this) {
        all.judged(kind, rung, weights.all(), right);
        if (isSurer()) {
          surer.ifPresent(one -> one.judged(0, rung, weights.own(), right));
        }
      }
    }

    boolean isOpen() {
      synchronized (Ladders.this) {
        return Ladders.this.isOpen(kind, throughAll >= throughSurer);
      }
    }

    /** The promise was refuted: whatever lets such requests through begins again. */
    void close() {
      synchronized (Ladders.this) {
        all.close();
        if (isSurer()) {
          surer.ifPresent(Ladder::close);
        }
        Arrays.fill(sure, 0);
      }
    }
  }

  @GuardedBy("this")
  private boolean isOpen(int kind, boolean byAll) {
    return byAll
        ? all.isAnyOpen(kind)
        : kind == SURER && surer.filter(one -> one.isAnyOpen(0)).isPresent();
  }

  /** More audits while few requests were sure; all are judged where nothing is open. */
  @GuardedBy("this")
  private double audits(int kind, boolean byAll) {
    if (!isOpen(kind, byAll)) {
      return 1;
    }
    double fresh = FRESH / settings.maxError() / (sure[kind] + 1);
    return Math.max(settings.auditRate(), Math.min(MOST_AUDITS, fresh));
  }
}
