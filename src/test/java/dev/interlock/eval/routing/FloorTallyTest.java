package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.SparseVector;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.training.Example;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloorTallyTest {
  private static final double[] PRICES = {1, 2};

  @Test
  void counts_who_falls_below_and_what_the_cheapest_of_those_that_reach_it_makes_of_it() {
    var tally = new FloorTally(0.8);
    for (int i = 0; i < 10; i++) {
      // The cheaper model promises much and fails, the other one succeeds.
      tally.add(example(0, 1), new double[] {0.9, 0.9}, new double[] {0.9, 0.9}, PRICES);
    }
    for (int i = 0; i < 10; i++) {
      tally.add(example(0, 1), new double[] {0.1, 0.2}, new double[] {0.1, 0.2}, PRICES);
    }
    tally.endOfDraw(2);

    Map<String, Object> figures = tally.figures().map();
    assertThat(figures)
        .containsEntry("pairs", 2)
        .containsEntry("below", 0.5)
        .containsEntry("surely_below", 0.5)
        .containsEntry("coverage", 0.5)
        .containsEntry("served", 0.5)
        .containsEntry("served_quality", 0.0)
        .containsEntry("quality", 0.5)
        .containsEntry("cost", 0.75);
  }

  private static Example example(double first, double second) {
    return new Example(
        new Representation(
            new float[0], new SparseVector(new int[0], new float[0], 0), new float[0]),
        "",
        Optional.empty(),
        new double[] {first, second},
        new double[2],
        PRICES);
  }
}
