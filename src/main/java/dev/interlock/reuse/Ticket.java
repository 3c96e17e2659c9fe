package dev.interlock.reuse;

/**
 * What was known of a request when it was decided that it is to be asked: a verdict that comes
 * later is taken for what it was then. Good for one verdict; a second one changes nothing.
 */
public final class Ticket {
  final long entryId;
  final double similarity;
  final double pairChance;

  /** On the ladder; {@link #NO_BET} where the entry would not have answered anyhow. */
  final int rung;

  final Ladders.Weights weights;
  final boolean audit;

  /** Guarded by the boundary's lock. */
  boolean used;

  static final int NO_BET = -2;

  Ticket(
      long entryId,
      double similarity,
      double pairChance,
      int rung,
      Ladders.Weights weights,
      boolean audit) {
    this.entryId = entryId;
    this.similarity = similarity;
    this.pairChance = pairChance;
    this.rung = rung;
    this.weights = weights;
    this.audit = audit;
  }

  @Override
  public String toString() {
    return "Ticket[entry=" + entryId + ", audit=" + audit + "]";
  }
}
