package dev.interlock.reuse;

import java.util.Arrays;
import java.util.List;

/**
 * What became of the audits of answers that would have been reused. Not thread-safe.
 *
 * <p>The interval holds at any time: it is of all shares that a mixture of bets (Beta(½, ½), the
 * estimate of Krichevsky and Trofimov) has not refuted. Counts are halved when there are many, so
 * that it tells of late; from then on it is approximate.
 */
final class AuditLedger {
  private static final double HALVED_AT = 4000;

  /** Fortune that refutes the promise: false alarms are this many audits apart on average. */
  private static final double REFUTED = 1000;

  private static final double[] STAKES = {2, 5};

  private final double maxError;
  private final double logLimit;
  private final double[] fortunes = {1, 1};
  private double right;
  private double wrong;
  private long slips;

  AuditLedger(double maxError, double confidence) {
    this.maxError = maxError;
    this.logLimit = -Math.log(1 - confidence);
  }

  static Certificate together(List<Certificate> scopes) {
    double maxError = scopes.stream().mapToDouble(Certificate::maxError).max().orElseThrow();
    var all = new AuditLedger(maxError, ReuseSettings.of(maxError).confidence());
    boolean open = false;
    for (Certificate scope : scopes) {
      double wrong = scope.observed() * scope.samples();
      all.wrong += wrong;
      all.right += scope.samples() - wrong;
      all.slips += scope.slips();
      open |= scope.open();
    }
    return all.certificate(open);
  }

  /** Takes an audit into account, and says whether the promise is refuted by it. */
  boolean judged(boolean isRight) {
    if (isRight) {
      right++;
    } else {
      wrong++;
    }
    if (right + wrong > HALVED_AT) {
      right /= 2;
      wrong /= 2;
    }
    double sum = 0;
    for (int i = 0; i < STAKES.length; i++) {
      double share = Math.min(STAKES[i] * maxError, (1 + maxError) / 2);
      double factor = isRight ? (1 - share) / (1 - maxError) : share / maxError;
      fortunes[i] = Math.max(1, fortunes[i] * factor);
      sum += fortunes[i];
    }
    if (sum / STAKES.length < REFUTED) {
      return false;
    }
    Arrays.fill(fortunes, 1);
    right = 0;
    wrong = 0;
    slips++;
    return true;
  }

  Certificate certificate(boolean open) {
    double all = right + wrong;
    double observed = all == 0 ? 0 : wrong / all;
    return new Certificate(
        maxError,
        observed,
        all == 0 ? 0 : edge(observed, 0),
        all == 0 ? 1 : edge(observed, 1),
        Math.round(all),
        open,
        slips);
  }

  /** The share between {@code inside} and {@code outside} where the interval ends. */
  private double edge(double inside, double outside) {
    double in = inside;
    double out = outside;
    if (!isRefuted(out)) {
      return out;
    }
    for (int i = 0; i < 40; i++) {
      double middle = (in + out) / 2;
      if (isRefuted(middle)) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return out;
  }

  private boolean isRefuted(double share) {
    double likelihood = term(wrong, share) + term(right, 1 - share);
    double mixture = logBeta(wrong + 0.5, right + 0.5) - Math.log(Math.PI);
    return mixture - likelihood > logLimit;
  }

  private static double term(double count, double share) {
    return count == 0 ? 0 : count * Math.log(share);
  }

  private static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  /** Stirling's series, from 8 on exact to more digits than are needed here. */
  private static double logGamma(double x) {
    double shifted = x;
    double product = 0;
    while (shifted < 8) {
      product += Math.log(shifted);
      shifted++;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + 0.5 * Math.log(2 * Math.PI)
        + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260))
        - product;
  }
}
