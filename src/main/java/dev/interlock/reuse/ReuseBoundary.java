package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.reuse.Choice.Explore;
import dev.interlock.reuse.Choice.Reuse;
import dev.interlock.reuse.Choice.Why;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the promise of one scope, a route or a tenant: of the answers it lets be reused, at most a
 * share δ is wrong. What it knows is evidence: for a request that was asked although an entry lay
 * near, whether that entry's answer would have been right. The scope's curve and each entry's own
 * evidence order the requests by how sure they are; {@linkplain Ladder bets} decide how far down
 * this order answers are reused; audits by lots show whether the promise is kept, and close the
 * scope if it is not.
 *
 * <p>The idea of boundaries learnt with a bound on errors is that of vCache (Schroeder and others,
 * 2025), which bounds the wrong answers among all requests by a boundary of each entry alone; here
 * the bound is on the wrong ones among the answers reused, and entries learn from each other.
 *
 * <p>Thread-safe; calls hold a lock for microseconds, now and then for half a millisecond when the
 * curve is fitted. The same calls with the same lots give the same choices. Numbers out of range
 * count as the nearest that is within; one that is none counts as 0.
 */
public final class ReuseBoundary {
  /** Standard deviations by which an entry is taken to be worse than it seems. */
  private static final double CAUTION = 0.5;

  private final ReuseSettings settings;
  private final DoubleSupplier lots;

  @GuardedBy("this")
  private final ScopeCurve curve = new ScopeCurve();

  @GuardedBy("this")
  private final Ladder ladder;

  @GuardedBy("this")
  private final AuditLedger audits;

  @GuardedBy("this")
  private final SequencedMap<Long, EntryEvidence> entries = new LinkedHashMap<>();

  /**
   * A scope that knows nothing, and so lets nothing be reused.
   *
   * @param lots numbers from [0, 1), each as likely as any other; asked under a lock
   */
  public ReuseBoundary(ReuseSettings settings, DoubleSupplier lots) {
    this.settings = settings;
    this.lots = lots;
    this.ladder = new Ladder(settings.maxError(), settings.confidence());
    this.audits = new AuditLedger(settings.maxError(), settings.confidence());
  }

  /**
   * Whether an entry's answer may serve a request.
   *
   * @param similarity cosine of the two requests' vectors
   * @param pairChance chance that both ask for the same, by the second check; 1 without one
   */
  public synchronized Choice decide(long entryId, double similarity, double pairChance) {
    @Nullable EntryEvidence entry = entries.get(entryId);
    if (entry != null && entry.isQuarantined()) {
      return new Explore(Why.QUARANTINED);
    }
    if (!isKnownEnough(entry)) {
      return new Explore(Why.COLD);
    }
    double odds = odds(entry, real(similarity), real(pairChance));
    if (!ladder.isOpen(odds)) {
      return new Explore(
          ladder.wasOpen(odds) ? Why.TIGHTENED : ladder.isOpen() ? Why.NEAR_BOUNDARY : Why.COLD);
    }
    if (lots.getAsDouble() < settings.auditRate()) {
      return new Explore(Why.DRAWN);
    }
    return new Reuse(1 - ScopeCurve.logistic(odds));
  }

  /**
   * Takes into account whether an entry's answer was, or would have been, right for a request. Of
   * requests whose answer was reused only those may be told that were drawn by lots.
   */
  public synchronized void learn(
      long entryId, double similarity, double pairChance, boolean right) {
    double real = real(similarity);
    double chance = real(pairChance);
    @Nullable EntryEvidence known = entries.get(entryId);
    // Judged by what was known before: a bet is placed before its outcome.
    if (isKnownEnough(known)) {
      double odds = odds(known, real, chance);
      boolean wouldServe = ladder.isOpen(odds);
      ladder.judged(odds, right);
      if (wouldServe && audits.judged(right)) {
        ladder.close();
      }
    }
    curve.learn(real, chance, right);
    renewed(entryId).learn(real, chance, right, curve);
  }

  /**
   * Takes into account what somebody said of an answer that was reused. If it was wrong, the entry
   * answers no more. That it was right changes nothing: who is content says so seldom, and is no
   * sample.
   */
  public synchronized void feedback(long entryId, boolean right) {
    if (!right) {
      renewed(entryId).quarantine();
    }
  }

  /** Forgets an entry, and that it was wrong. */
  public synchronized void forget(long entryId) {
    entries.remove(entryId);
  }

  /** What can be shown for the promise now. */
  public synchronized Certificate certificate() {
    return audits.certificate(ladder.isOpen());
  }

  /** Entries of which something is known. */
  public synchronized int entries() {
    return entries.size();
  }

  private boolean isKnownEnough(@Nullable EntryEvidence entry) {
    return settings.ownEvidence() == 0
        || (entry != null && entry.count() >= settings.ownEvidence());
  }

  @GuardedBy("this")
  private double odds(@Nullable EntryEvidence entry, double similarity, double chance) {
    double base = curve.at(similarity, chance);
    return entry == null
        ? base - CAUTION * Math.sqrt(EntryEvidence.VARIANCE)
        : base + entry.offset() - CAUTION * entry.deviation();
  }

  /** The entry, as the one that was heard of last. */
  @GuardedBy("this")
  private EntryEvidence renewed(long entryId) {
    @Nullable EntryEvidence known = entries.get(entryId);
    EntryEvidence entry = known == null ? new EntryEvidence() : known;
    entries.putLast(entryId, entry);
    if (entries.size() > settings.maxEntries()) {
      entries.pollFirstEntry();
    }
    return entry;
  }

  private static double real(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
