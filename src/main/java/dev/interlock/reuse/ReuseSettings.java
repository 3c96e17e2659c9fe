package dev.interlock.reuse;

/**
 * What a scope promises about the answers it reuses.
 *
 * @param maxError δ: the largest share of wrong ones among the answers reused, in (0, 1)
 * @param confidence with which the share is held to be below that before anything is reused, in (0,
 *     1)
 * @param auditRate share of requests which could be answered by reuse and are asked anyhow, so that
 *     what was learnt stays true, in (0, 1]
 * @param ownEvidence how often an entry must have been judged itself before it may answer; 0: what
 *     the scope knows of others may do
 * @param maxEntries entries whose evidence is kept, about 300 bytes each; who was not heard of
 *     longest goes first, and is then as one that was never tried
 */
public record ReuseSettings(
    double maxError, double confidence, double auditRate, int ownEvidence, int maxEntries) {
  /** The same with another δ. */
  public ReuseSettings withMaxError(double error) {
    return new ReuseSettings(error, confidence, auditRate, ownEvidence, maxEntries);
  }

  /** For a δ, the settings chosen by experiment. */
  public static ReuseSettings of(double maxError) {
    return new ReuseSettings(maxError, 0.95, 0.05, 0, 100_000);
  }
}
