package dev.interlock.reuse;

import java.util.List;

/**
 * What a scope can show for its promise now.
 *
 * @param maxError δ
 * @param observed share of wrong ones among the audits of answers that would have been reused
 * @param lower of the interval around it
 * @param upper of that interval; 1 without samples
 * @param samples audits that count; old ones fade
 * @param open whether anything may be reused at all
 * @param slips how often the audits refuted the promise: the scope was closed, and bets and these
 *     counts began anew, while what is known of entries stayed
 */
public record Certificate(
    double maxError,
    double observed,
    double lower,
    double upper,
    long samples,
    boolean open,
    long slips) {
  /**
   * What scopes of the same promise can show together, as if all were one's: for people who watch,
   * as each scope's promise stands alone. There is at least one.
   */
  public static Certificate together(List<Certificate> scopes) {
    return AuditLedger.together(scopes);
  }
}
