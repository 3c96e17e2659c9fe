package dev.interlock.reuse;

/**
 * What a scope promises about the answers it reuses.
 *
 * @param maxError δ: the largest share of wrong ones among the answers reused, in (0, 1)
 * @param confidence with which, for all time, nothing is reused of a scope whose share is δ or more
 *     throughout, in (0, 1)
 * @param auditRate share of requests which could be answered by reuse and are asked anyhow, so that
 *     what was learnt stays true, in (0, 1]; the first ones of a scope are asked more often
 * @param ownEvidence how often an entry must have been judged itself before it may answer; 0: what
 *     the scope knows of others may do
 * @param maxEntries entries whose evidence is kept, about 300 bytes each; who was not heard of
 *     longest goes first, and is then as one that was never tried
 */
public record ReuseSettings(
    double maxError, double confidence, double auditRate, int ownEvidence, int maxEntries) {
  /**
   * Checks what a scope could not work with.
   *
   * @throws IllegalArgumentException if a number is outside its range
   */
  public ReuseSettings {
    if (!(maxError > 0 && maxError < 1 && confidence > 0 && confidence < 1)
        || !(auditRate > 0 && auditRate <= 1)
        || ownEvidence < 0
        || maxEntries < 1) {
      throw new IllegalArgumentException("out of range");
    }
  }

  /** The same with entries that need more evidence of their own, or less. */
  public ReuseSettings withOwnEvidence(int verdicts) {
    return new ReuseSettings(maxError, confidence, auditRate, verdicts, maxEntries);
  }

  /** For one of two that share the room for evidence. */
  ReuseSettings withHalfTheRoom() {
    return new ReuseSettings(
        maxError, confidence, auditRate, ownEvidence, Math.max(1, maxEntries / 2));
  }

  /** For a δ, the settings that the decision on reuse has measured. */
  public static ReuseSettings of(double maxError) {
    return new ReuseSettings(maxError, 0.95, 0.05, 1, 100_000);
  }
}
