package dev.interlock.eval.pool;

import dev.interlock.predictor.training.Example;
import dev.interlock.predictor.training.SyntheticExamples;
import java.util.List;

/** A cheap model that masters easy prompts, and one at eight times its price that masters all. */
public final class PoolFixture {
  public static final double CHEAP = 0.125;
  public static final double DEAR = 1;

  private PoolFixture() {}

  /** So many easy prompts, and as many hard ones. */
  public static Pool pool(int each) {
    return pool(each, true);
  }

  public static Pool pool(int each, boolean tasks) {
    return new Pool(
        "synthetic",
        List.of("small", "large"),
        SyntheticExamples.of(each, tasks).stream().map(PoolFixture::priced).toList());
  }

  private static Example priced(Example row) {
    return new Example(
        row.text(), row.key(), row.task(), row.scores(), row.tokens(), new double[] {CHEAP, DEAR});
  }

  /** Knows the costs, and expects the same of every model. */
  public static Expectation ignorant(Pool pool) {
    return new Expectation(new double[pool.examples().size()][pool.models().size()], pool.costs());
  }
}
