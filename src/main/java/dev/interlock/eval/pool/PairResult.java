package dev.interlock.eval.pool;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a router between a weak and a strong model reaches, as RouteLLM measures it (arXiv
 * 2406.18665): the performance gap recovered when the prompts with the greatest expected gain go to
 * the strong one.
 *
 * @param apgr mean of the recovered gap over shares of strong calls from 0 to 1
 * @param apgrBins the same by eleven shares and the trapezoid rule, as RouteLLM's own code has it
 * @param cpt50 least share of strong calls that recovers half of the gap
 * @param cpt80 the same for four fifths; NaN, as all others, where the strong model is no better
 */
public record PairResult(double apgr, double apgrBins, double cpt50, double cpt80) {
  private static final int BINS = 10;

  /** Rows in the order in which they go to the strong model, and what it gains on each. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Order(int[] rows, double[] gains) {}

  /**
   * The result.
   *
   * @param gain expected gain of the strong model, by row
   * @param weak score of the weak model, by row
   * @param strong score of the strong model, by row
   */
  public static PairResult of(double[] gain, double[] weak, double[] strong) {
    Order order = order(gain, weak, strong);
    return of(order.rows(), order.gains());
  }

  /** Where APGR is in resamples of the prompts. */
  public static Interval apgrInterval(double[] gain, double[] weak, double[] strong) {
    Order order = order(gain, weak, strong);
    double[] figures = new double[Bootstrap.RESAMPLES];
    var random = new Random(1);
    for (int i = 0; i < figures.length; i++) {
      int[] times = Bootstrap.draw(gain.length, random);
      int[] rows =
          IntStream.of(order.rows())
              .flatMap(row -> IntStream.generate(() -> row).limit(times[row]))
              .toArray();
      figures[i] = of(rows, order.gains()).apgr();
    }
    return Interval.of(figures);
  }

  private static Order order(double[] gain, double[] weak, double[] strong) {
    int[] rows =
        IntStream.range(0, gain.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> gain[row]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] gains = new double[gain.length];
    Arrays.setAll(gains, row -> strong[row] - weak[row]);
    return new Order(rows, gains);
  }

  private static PairResult of(int[] order, double[] gains) {
    int rows = order.length;
    double total = 0;
    for (int row : order) {
      total += gains[row];
    }
    if (total <= 0) {
      return new PairResult(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] recovered = new double[rows + 1];
    for (int i = 0; i < rows; i++) {
      recovered[i + 1] = recovered[i] + gains[order[i]] / total;
    }
    double area = 0;
    for (int i = 0; i < rows; i++) {
      area += (recovered[i] + recovered[i + 1]) / 2 / rows;
    }
    double bins = 0;
    for (int b = 0; b < BINS; b++) {
      bins += (recovered[b * rows / BINS] + recovered[(b + 1) * rows / BINS]) / 2 / BINS;
    }
    return new PairResult(area, bins, share(recovered, 0.5), share(recovered, 0.8));
  }

  private static double share(double[] recovered, double least) {
    for (int i = 0; i < recovered.length; i++) {
      if (recovered[i] >= least) {
        return (double) i / (recovered.length - 1);
      }
    }
    return 1;
  }
}
