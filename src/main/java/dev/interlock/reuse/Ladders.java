package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.reuse.Choice.Why;
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

  /** What is left, a request later, of having been let through: the say seldom changes hands. */
  private static final double FADES = 0.998;

  private final ReuseSettings settings;

  @GuardedBy("this")
  private final Ladder all;

  /** Has one kind, 0. */
  private final Optional<Ladder> surer;

  @GuardedBy("this")
  private final AuditLedger audits;

  private final int kinds;

  /** Requests that could have been answered since bets began. */
  @GuardedBy("this")
  private long sure;

  @GuardedBy("this")
  private double throughAll;

  @GuardedBy("this")
  private double throughSurer;

  private Ladders(ReuseSettings settings, int kinds) {
    double risked = 1 - settings.confidence();
    this.settings = settings;
    this.kinds = kinds;
    this.audits = new AuditLedger(settings.maxError(), settings.confidence());
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
   * @param was whether it was once, and no ladder would have it now
   * @param audits share of those let through that are judged all the same
   * @param unaudited weights of its verdict if it is judged anyhow
   * @param audited weights if it is let through, and judged by lots
   */
  record Stand(
      boolean any, boolean open, boolean was, double audits, Weights unaudited, Weights audited) {
    /** Why it is not let through. */
    Why why() {
      return was ? Why.TIGHTENED : any ? Why.NEAR_BOUNDARY : Why.COLD;
    }
  }

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
        boolean inSurer = isInSurer(rung);
        boolean byAll = isByAll();
        double own = auditRate(kind);
        double least = own;
        for (int other = 0; other < kinds; other++) {
          least = Math.min(least, auditRate(other));
        }
        boolean was =
            all.wasOpen(kind, rung)
                || (isSurer() && surer.filter(one -> one.wasOpen(0, rung)).isPresent());
        var stand =
            new Stand(
                Ladders.this.isOpen(kind),
                byAll ? inAll : inSurer,
                was && !inAll && !inSurer,
                own,
                new Weights(own, least),
                new Weights(1, least / own));
        // Who has the say of this request does not depend on it.
        throughAll = FADES * throughAll + (inAll ? 1 : 0);
        throughSurer = FADES * throughSurer + (inSurer ? 1 : 0);
        return stand;
      }
    }

    /** Whether a request on this rung would be let through now; it does not count. */
    boolean lets(int rung) {
      synchronized (Ladders.this) {
        return isByAll() ? all.isOpen(kind, rung) : isInSurer(rung);
      }
    }

    @GuardedBy("Ladders.this")
    private boolean isInSurer(int rung) {
      return isSurer() && surer.filter(one -> one.isOpen(0, rung)).isPresent();
    }

    private boolean isSurer() {
      return kind == SURER;
    }

    /** One more that stood open. */
    void let() {
      synchronized (Ladders.this) {
        sure++;
      }
    }

    /** Takes into account what came of a request that was let through, and drawn by lots. */
    void audited(boolean right) {
      synchronized (Ladders.this) {
        if (audits.judged(right)) {
          close();
        }
      }
    }

    /** Takes into account what came of a request, audits included. */
    void judged(int rung, Weights weights, boolean right) {
      synchronized (Ladders.this) {
        all.judged(kind, rung, weights.all(), right);
        if (isSurer()) {
          surer.ifPresent(one -> one.judged(0, rung, weights.own(), right));
        }
      }
    }

    /** What can be shown for the promise now, of requests of all kinds. */
    Certificate certificate() {
      synchronized (Ladders.this) {
        return audits.certificate(isAnyOpen());
      }
    }
  }

  /** The promise was refuted: bets begin again. */
  @GuardedBy("this")
  private void close() {
    all.close();
    surer.ifPresent(Ladder::close);
    sure = 0;
    throughAll = 0;
    throughSurer = 0;
  }

  /** Whether the ladder of all has the say. */
  @GuardedBy("this")
  private boolean isByAll() {
    boolean surerOpen = surer.filter(one -> one.isAnyOpen(0)).isPresent();
    return !surerOpen || (isOpenToAny() && throughAll >= throughSurer);
  }

  @GuardedBy("this")
  private boolean isOpenToAny() {
    return all.isAnyOpen(SURER) || (kinds > 1 && all.isAnyOpen(OTHER));
  }

  @GuardedBy("this")
  private boolean isAnyOpen() {
    return isOpen(SURER) || (kinds > 1 && isOpen(OTHER));
  }

  @GuardedBy("this")
  private boolean isOpen(int kind) {
    return isByAll()
        ? all.isAnyOpen(kind)
        : kind == SURER && surer.filter(one -> one.isAnyOpen(0)).isPresent();
  }

  /** More audits while few requests were sure; all are judged where nothing is open. */
  @GuardedBy("this")
  private double auditRate(int kind) {
    if (!isOpen(kind)) {
      return 1;
    }
    double fresh = FRESH / settings.maxError() / (sure + 1);
    return Math.max(settings.auditRate(), Math.min(MOST_AUDITS, fresh));
  }
}
