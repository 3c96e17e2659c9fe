package dev.interlock.eval.pool;

/**
 * What a way of choosing reaches on a pool of models.
 *
 * @param peak best quality at any cost
 * @param audc area under the deferral curve: mean quality over costs from the cheapest to the
 *     dearest single model
 * @param qnc quality-neutral cost: what matches the best single model's quality, as a share of that
 *     model's cost; NaN where that is not reached
 * @param cost98 the same for 98 % of that quality
 * @param cost95 the same for 95 % of it
 */
public record PoolResult(double peak, double audc, double qnc, double cost98, double cost95) {
  private static final double ROUNDING = 1e-12;

  public static PoolResult of(Frontier frontier, Range range) {
    return new PoolResult(
        frontier.peak(),
        frontier.area(range.least(), range.most()),
        share(frontier, range, 1),
        share(frontier, range, 0.98),
        share(frontier, range, 0.95));
  }

  private static double share(Frontier frontier, Range range, double part) {
    double cost = frontier.costOf(part * range.bestQuality() - ROUNDING);
    return range.bestCost() > 0 ? cost / range.bestCost() : Double.NaN;
  }
}
