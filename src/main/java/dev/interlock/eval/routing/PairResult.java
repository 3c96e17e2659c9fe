package dev.interlock.eval.routing;

import dev.interlock.eval.EvalReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a router between a weak and a strong model reaches, as RouteLLM measures it (arXiv
 * 2406.18665): the performance gap recovered when the prompts with the greatest expected gain go to
 * the strong one.
 *
 * @param apgr mean of the recovered gap over shares of strong calls from 0 to 1
 * @param apgrBins the same by eleven shares and the trapezoid rule, as RouteLLM's own code has it
 * @param cpt50 least share of strong calls that recovers half of the gap
 * @param cpt80 the same for four fifths
 */
record PairResult(double apgr, double apgrBins, double cpt50, double cpt80) {
  private static final int BINS = 10;

  /**
   * The result.
   *
   * @param gain expected gain of the strong model, by row
   * @param weak score of the weak model, by row
   * @param strong score of the strong model, by row
   */
  static PairResult of(double[] gain, double[] weak, double[] strong) {
    int rows = gain.length;
    List<Integer> order =
        IntStream.range(0, rows)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer row) -> gain[row]).reversed())
            .toList();
    double total = 0;
    for (int row = 0; row < rows; row++) {
      total += strong[row] - weak[row];
    }
    double[] recovered = new double[rows + 1];
    for (int i = 0; i < rows; i++) {
      int row = order.get(i);
      recovered[i + 1] = recovered[i] + (strong[row] - weak[row]) / total;
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

  Map<String, Object> figures() {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("apgr", EvalReport.rounded(apgr));
    figures.put("apgr_bins", EvalReport.rounded(apgrBins));
    figures.put("cpt50", EvalReport.rounded(cpt50));
    figures.put("cpt80", EvalReport.rounded(cpt80));
    return figures;
  }
}
