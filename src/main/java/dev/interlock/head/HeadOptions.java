package dev.interlock.head;

/**
 * How a head is trained.
 *
 * @param buckets n-gram buckets, a power of two up to 65,536
 * @param ngramL2 penalty of the n-gram part, relative to the mean loss of a row
 * @param staticL2 penalty of the static part
 * @param forwardL2 penalty of the transformer part
 * @param iterations steps of each part at most
 * @param folds how often rows are held out to fuse and calibrate by: a tenth of them once (1), or
 *     each of them once in this many turns
 * @param shape whether the static part sees shape features too
 * @param allowance accuracy the cheap stage may lose on held-out rows by deciding alone
 * @param leastShare share of rows that go on to the transformer at least, if it helps at all: what
 *     held-out rows say about the allowance is noisy
 */
public record HeadOptions(
    int buckets,
    double ngramL2,
    double staticL2,
    double forwardL2,
    int iterations,
    int folds,
    boolean shape,
    double allowance,
    double leastShare) {
  /** For a handful of examples per class. */
  public static final HeadOptions FEW_SHOT =
      new HeadOptions(1 << 14, 1e-4, 1e-4, 1e-4, 24, 3, false, 0.005, 0.2);

  /** For intents with many examples. */
  public static final HeadOptions INTENTS =
      new HeadOptions(1 << 14, 1e-5, 1e-5, 1e-5, 45, 1, false, 0.001, 0.2);

  /** For subject domains: topics show in rare words, so the n-grams get more room. */
  public static final HeadOptions DOMAINS =
      new HeadOptions(1 << 16, 3e-6, 3e-5, 3e-5, 50, 1, true, 0.001, 0);

  /** For task types: few rows, and the shape of a text tells much. */
  public static final HeadOptions TASKS =
      new HeadOptions(1 << 14, 3e-5, 1e-4, 1e-4, 50, 5, true, 0.001, 0);

  /** For the chance of failure: many noisy rows, and length tells much. */
  public static final HeadOptions DIFFICULTY =
      new HeadOptions(1 << 14, 1e-4, 1e-4, 1e-4, 40, 1, true, 0.005, 0);

  /** Options for {@code rows} of {@code classes} that an operator declares. */
  public static HeadOptions forIntents(int rows, int classes) {
    return rows >= 30 * classes ? INTENTS : FEW_SHOT;
  }
}
