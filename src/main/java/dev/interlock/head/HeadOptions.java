package dev.interlock.head;

/**
 * How a head is trained.
 *
 * @param buckets n-gram buckets, a power of two up to 65,536
 * @param ngramL2 penalty of the n-gram part
 * @param staticL2 penalty of the static part
 * @param forwardL2 penalty of the transformer part
 * @param iterations steps of each part at most
 * @param shape whether the static part sees shape features too
 * @param allowance accuracy the cheap stage may lose on held-out rows by deciding alone
 */
public record HeadOptions(
    int buckets,
    double ngramL2,
    double staticL2,
    double forwardL2,
    int iterations,
    boolean shape,
    double allowance) {
  /** For intents with many examples. */
  public static final HeadOptions INTENTS =
      new HeadOptions(1 << 14, 1e-6, 1e-6, 1e-6, 60, false, 0.001);

  /** For subject domains: topics show in rare words, so the n-grams get more room. */
  public static final HeadOptions DOMAINS =
      new HeadOptions(1 << 16, 1e-6, 1e-5, 1e-5, 60, true, 0.001);

  /** For task types: few rows, and the shape of a text tells much. */
  public static final HeadOptions TASKS =
      new HeadOptions(1 << 14, 1e-5, 1e-4, 1e-4, 60, true, 0.001);
}
