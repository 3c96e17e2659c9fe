package dev.interlock.reuse;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.reuse.Choice.Explore;
import dev.interlock.reuse.Choice.Reuse;
import dev.interlock.reuse.Choice.Why;
import dev.interlock.reuse.KinTrust.Trust;
import dev.interlock.reuse.Ladders.Weights;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the promise of one scope, a route or a tenant: of the answers it lets be reused, at most a
 * share δ is wrong. What it knows is evidence: for a request that was asked although an entry lay
 * near, whether that entry's answer would have been right. Similarity, pair chance, each entry's
 * own evidence and trust in its kin order the requests by how sure they are; {@linkplain Ladder
 * bets} decide how far down this order answers are reused; audits by lots show whether the promise
 * is kept, and close the scope if it is not. Nothing is reused that is less similar than all that
 * was judged of late.
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

  private final Ladders.Kind ladder;

  @GuardedBy("this")
  private final SequencedMap<Long, EntryEvidence> entries = new LinkedHashMap<>();

  /**
   * A scope that knows nothing, and so lets nothing be reused.
   *
   * @param lots numbers from [0, 1), each as likely as any other; asked under a lock
   */
  public ReuseBoundary(ReuseSettings settings, DoubleSupplier lots) {
    this(settings, lots, Ladders.single(settings));
  }

  /** The boundary of one kind of requests of a scope. */
  ReuseBoundary(ReuseSettings settings, DoubleSupplier lots, Ladders.Kind ladder) {
    this.settings = settings;
    this.lots = lots;
    this.ladder = ladder;
  }

  /**
   * Whether an entry's answer may serve a request.
   *
   * @param similarity cosine of the two requests' vectors
   * @param pairChance chance that both ask for the same, by the second check; 1 without one
   */
  public Choice decide(long entryId, double similarity, double pairChance) {
    return decide(entryId, similarity, pairChance, Trust.NONE);
  }

  /**
   * The same where the kin of the entry is known.
   *
   * @param trust in it
   */
  synchronized Choice decide(long entryId, double similarity, double pairChance, Trust trust) {
    double real = real(similarity);
    double chance = real(pairChance);
    @Nullable EntryEvidence entry = entries.get(entryId);
    if (!isKnownEnough(entry)) {
      return explored(Why.COLD, entryId, real, chance, Ticket.NO_BET, Weights.WHOLE);
    }
    double own = own(entry);
    double place = ScopeCurve.order(real, chance) + own + trust.proven();
    int rung = Ladder.rung(place - trust.doubt());
    boolean undoubted = trust.doubt() > 0 && ladder.lets(Ladder.rung(place));
    Ladders.Stand stand = ladder.arrives(rung);
    if (!stand.open()) {
      Why why = undoubted ? Why.DOUBTED : stand.why();
      return explored(why, entryId, real, chance, rung, stand.unaudited());
    }
    if (!curve.reaches(real)) {
      return explored(Why.NEAR_BOUNDARY, entryId, real, chance, rung, stand.unaudited());
    }
    if (trust.due()) {
      // Bets are on the requests that are let through: of a kin that is asked for often this is one
      // too many, and it is more often right than others.
      return explored(Why.DUE, entryId, real, chance, Ticket.NO_BET, Weights.WHOLE);
    }
    ladder.let();
    if (lots.getAsDouble() < stand.audits()) {
      return explored(Why.DRAWN, entryId, real, chance, rung, stand.audited());
    }
    return new Reuse(1 - ScopeCurve.logistic(curve.at(real, chance) + own));
  }

  private static Explore explored(
      Why why, long entryId, double similarity, double chance, int rung, Weights weights) {
    return new Explore(
        why, new Ticket(entryId, similarity, chance, rung, weights, why == Why.DRAWN));
  }

  /**
   * Takes into account whether an entry's answer would have been right for a request that was to be
   * explored. What comes of requests whose answer was reused must not be told here: who complains
   * of one has the entry removed.
   *
   * <p>A verdict may come at any time, in any order, or not at all, as long as that does not depend
   * on what it says.
   */
  public synchronized void learn(Ticket ticket, boolean right) {
    if (ticket.used) {
      return;
    }
    ticket.used = true;
    if (ticket.rung != Ticket.NO_BET) {
      ladder.judged(ticket.rung, ticket.weights, right);
    }
    if (ticket.audit) {
      ladder.audited(right);
    }
    curve.learn(ticket.similarity, ticket.pairChance, right);
    renewed(ticket.entryId).learn(ticket.similarity, ticket.pairChance, right, curve);
  }

  /**
   * Takes into account how an entry's answer compares with that of another request, where it was
   * not this entry that would have answered: of an explored request's other neighbours, and of the
   * entry that is made of the request itself, compared with each of its neighbours. It teaches this
   * entry alone; nothing is bet on it.
   */
  public synchronized void note(long entryId, double similarity, double pairChance, boolean right) {
    renewed(entryId).learn(real(similarity), real(pairChance), right, curve);
  }

  /** Forgets an entry. */
  public synchronized void forget(long entryId) {
    entries.remove(entryId);
  }

  /** What can be shown for the promise now. */
  public synchronized Certificate certificate() {
    return ladder.certificate();
  }

  /** Entries of which something is known. */
  public synchronized int entries() {
    return entries.size();
  }

  private boolean isKnownEnough(@Nullable EntryEvidence entry) {
    return settings.ownEvidence() == 0
        || (entry != null && entry.count() >= settings.ownEvidence());
  }

  /** How much surer the entry is than the scope, with caution. */
  private static double own(@Nullable EntryEvidence entry) {
    return entry == null
        ? -CAUTION * Math.sqrt(EntryEvidence.VARIANCE)
        : entry.offset() - CAUTION * entry.deviation();
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
