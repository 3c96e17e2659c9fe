package dev.interlock.eval.routing;

import dev.interlock.digest.Sha256;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether floors hold: a router learns from seven tenths of the prompts, drawn anew each time by a
 * hash of the text, and the others show what became of the answers to those whose chance reaches a
 * floor, plain or certified.
 */
final class FloorCertificates {
  /** Floors that are asked for. */
  private static final List<Double> FLOORS = List.of(0.6, 0.7, 0.8, 0.9);

  private static final int DRAWS = 20;
  private static final int TAUGHT_PERCENT = 70;

  private final Pool pool;
  private final List<FloorTally> plain = FLOORS.stream().map(FloorTally::new).toList();
  private final List<FloorTally> certified = FLOORS.stream().map(FloorTally::new).toList();

  private FloorCertificates(Pool pool) {
    this.pool = pool;
  }

  /** Means over the draws, by floor. */
  static Figures run(Pool pool) {
    var floors = new FloorCertificates(pool);
    for (int draw = 0; draw < DRAWS; draw++) {
      floors.draw(draw);
    }
    return floors.figures();
  }

  private void draw(int draw) {
    Predicate<Example> isTaught =
        example ->
            Integer.parseInt(Sha256.hex(draw + " " + example.key()).substring(0, 7), 16) % 100
                < TAUGHT_PERCENT;
    List<Example> taught = pool.examples().stream().filter(isTaught).toList();
    Pool judged = pool.with(pool.examples().stream().filter(isTaught.negate()).toList());
    RouterBundle bundle = BundleTrainer.bundle(taught, pool.models(), "");
    double bestCost = Range.of(judged).bestCost();
    for (Example example : judged.examples()) {
      Forecast forecast = bundle.predictor().forecast(example.text());
      double[] cost = bundle.predictor().costs(example.text());
      double[] sure = forecast.chance().clone();
      for (int m = 0; m < sure.length; m++) {
        sure[m] = Math.min(sure[m], bundle.certified(m, sure[m], forecast.support()));
      }
      plain.forEach(tally -> tally.add(example, forecast.chance(), forecast.chance(), cost));
      certified.forEach(tally -> tally.add(example, sure, forecast.chance(), cost));
    }
    plain.forEach(tally -> tally.endOfDraw(bestCost));
    certified.forEach(tally -> tally.endOfDraw(bestCost));
  }

  private Figures figures() {
    var figures = new Figures();
    for (int i = 0; i < FLOORS.size(); i++) {
      figures.put(
          String.valueOf(FLOORS.get(i)),
          new Figures()
              .put("plain", plain.get(i).figures())
              .put("certified", certified.get(i).figures()));
    }
    return figures;
  }
}
