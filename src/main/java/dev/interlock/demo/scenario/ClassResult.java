package dev.interlock.demo.scenario;

import dev.interlock.catalog.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * What became of one class of requests.
 *
 * @param kind the class
 * @param requests how many were asked
 * @param answeredBy how many each model answered, by id in the order of the file
 * @param quality share of right answers, routed
 * @param qualityCompared the same of the model that routing is compared with
 * @param difference of the two, request by request
 */
record ClassResult(
    RequestClass kind,
    int requests,
    SequencedMap<String, Integer> answeredBy,
    double quality,
    double qualityCompared,
    PairedDifference difference) {
  static ClassResult of(RequestClass kind, List<Served> served, List<Model> models) {
    double[] routed = qualities(served, Served::routed);
    double[] compared = qualities(served, Served::compared);
    var answeredBy = new LinkedHashMap<String, Integer>();
    models.forEach(model -> answeredBy.put(model.id(), 0));
    served.forEach(pair -> answeredBy.merge(pair.routed().model(), 1, Integer::sum));
    return new ClassResult(
        kind,
        served.size(),
        answeredBy,
        mean(routed),
        mean(compared),
        PairedDifference.of(routed, compared));
  }

  /** USD for a routed request of {@code length}, on average. */
  double usd(RequestClass.Length length, Map<String, Model> models) {
    double usd = 0;
    for (var entry : answeredBy.entrySet()) {
      Model model = models.get(entry.getKey());
      if (model == null) {
        throw new ScenarioException(
            entry.getKey() + ": answered (expected: one of " + models.keySet() + ")");
      }
      usd += entry.getValue() * length.usd(model.price());
    }
    return usd / requests;
  }

  private static double[] qualities(List<Served> served, Function<Served, Answer> which) {
    return served.stream().mapToDouble(pair -> which.apply(pair).quality()).toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
