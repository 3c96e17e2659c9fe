package dev.interlock.eval.routing;

import dev.interlock.eval.TierRows;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Frontier;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.Range;
import dev.interlock.eval.pool.Sweep;
import dev.interlock.memory.Experience;
import dev.interlock.memory.Lessons;
import dev.interlock.memory.Occasion;
import dev.interlock.memory.Sign;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.predictor.Seating;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import dev.interlock.predictor.training.Examples;
import dev.interlock.predictor.training.Purpose;
import dev.interlock.selection.Expectations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What feedback makes of a router that knew no answer of its models on its first day: the bundle of
 * tiers, trained without the prompts of this set, and cards that tell a model's size alone.
 * Requests come in order, each with another price of quality; some answers are judged, and some
 * judgements are wrong. The router is judged by other prompts.
 */
final class FeedbackStream {
  private static final int DRAWS = 10;
  private static final int REQUESTS = 5_000;
  private static final int CHECKPOINT = 1_000;
  private static final double JUDGED = 0.05;
  private static final double FLIPPED = 0.1;
  private static final double EXPLORED = 0.02;

  /** The price of the mean cost, in quality: between these, evenly in its logarithm. */
  private static final double LEAST_PRICE = 0.01;

  private static final double MOST_PRICE = 0.2;

  /** What {@code interlock init} guesses of a model of 7 to 9, and of 49 to 70 billion. */
  private static final double SMALL = 0.55;

  private static final double MEDIUM = 0.75;

  private static final double LOT = 0.001;

  private static final Set<String> MEDIUM_MODELS =
      Set.of(
          "llama-3.1-nemotron-51b-instruct",
          "llama-3.3-nemotron-super-49b-v1",
          "llama3-chatqa-1.5-70b");

  private final Pool pool;

  /** What the cards and the bundle expect. */
  private final double[][] chances;

  private final float[][] kinds;
  private final double unit;

  private FeedbackStream(Pool pool, RouterBundle bundle) {
    this.pool = pool;
    var qualities = new HashMap<String, Double>();
    for (String model : pool.models()) {
      qualities.put(model, MEDIUM_MODELS.contains(model) ? MEDIUM : SMALL);
    }
    Map<String, Seat> seats = new Seating(bundle).seats(Map.of(), qualities, Set.of());
    chances = new double[pool.examples().size()][];
    kinds = new float[chances.length][];
    for (int row = 0; row < chances.length; row++) {
      Forecast forecast = bundle.predictor().forecast(pool.examples().get(row).text());
      chances[row] =
          pool.models().stream()
              .mapToDouble(
                  model -> Objects.requireNonNull(seats.get(model)).chance(forecast.chance()))
              .toArray();
      kinds[row] = forecast.kinds();
    }
    unit =
        pool.examples().stream()
            .flatMapToDouble(example -> Arrays.stream(example.costs()))
            .average()
            .orElse(1);
  }

  static Figures run(PublicPools pools) throws IOException {
    var own =
        new Quotations(
            pools.outcomes().nineModels().stream()
                .map(row -> TextHash.normalized(row.prompt()))
                .toList());
    List<OutcomeRow> rows = new TierRows(pools.outcomes().root()).rowsWithout(own::overlaps);
    List<String> tiers = Examples.models(rows);
    RouterBundle bundle =
        BundleTrainer.bundle(
            Examples.of(rows, tiers, pools.encoder()),
            tiers,
            pools.encoder().staticSpace(),
            Purpose.OTHER_KINDS);
    return new FeedbackStream(pools.nineModels(), bundle).figures();
  }

  private Figures figures() {
    List<Draw> draws = IntStream.range(0, DRAWS).mapToObj(seed -> draw(new Random(seed))).toList();
    var byRequests = new Figures();
    for (int at = 0; at <= REQUESTS / CHECKPOINT; at++) {
      int checkpoint = at;
      byRequests.put(String.valueOf(at * CHECKPOINT), mean(draws, draw -> draw.areas[checkpoint]));
    }
    double zero = mean(draws, draw -> draw.areas[0]);
    double after = mean(draws, Draw::last);
    double trained = mean(draws, Draw::trained);
    double hull = mean(draws, Draw::hull);
    double gain = after - zero;
    double variance = mean(draws, draw -> Math.pow(draw.last() - draw.areas[0] - gain, 2));
    double error = Math.sqrt(variance / (DRAWS - 1));
    return new Figures()
        .put("gap_closed", gain / (trained - zero))
        .put("gap_closed_low95", (gain - 1.96 * error) / (trained - zero))
        .put("gap_closed_high95", (gain + 1.96 * error) / (trained - zero))
        .put("day_zero", zero)
        .put("after", after)
        .put("trained", trained)
        .put("static", hull)
        .put("by_requests", byRequests);
  }

  private static double mean(List<Draw> draws, ToDoubleFunction<Draw> figure) {
    return draws.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  /**
   * One order of the requests.
   *
   * @param areas AUDC at each checkpoint, day zero first
   * @param trained AUDC of a router that was taught every answer to the same requests
   * @param hull AUDC of the static hull
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Draw(double[] areas, double trained, double hull) {
    double last() {
      return areas[areas.length - 1];
    }
  }

  private Draw draw(Random random) {
    var order = new ArrayList<>(IntStream.range(0, chances.length).boxed().toList());
    Collections.shuffle(order, random);
    List<Integer> stream = order.subList(0, REQUESTS);
    int[] judging = unseen(stream, order.subList(REQUESTS, order.size()));
    Pool test = pool.rows(judging);
    Range range = Range.of(test);
    var router = new Router(random);
    double[] areas = new double[REQUESTS / CHECKPOINT + 1];
    areas[0] = area(test, range, router.expected(judging));
    for (int at = 0; at < REQUESTS; at++) {
      router.ask(stream.get(at));
      if ((at + 1) % CHECKPOINT == 0) {
        areas[(at + 1) / CHECKPOINT] = area(test, range, router.expected(judging));
      }
    }
    List<Example> taught = stream.stream().map(pool.examples()::get).toList();
    Forecaster trained = Forecaster.trained(taught, pool.models().size());
    double[][] chance = test.examples().stream().map(trained::chance).toArray(double[][]::new);
    return new Draw(
        areas,
        area(test, range, chance),
        Frontier.of(range.models()).area(range.least(), range.most()));
  }

  /** Those of {@code others} whose text is not in the stream. */
  private int[] unseen(List<Integer> stream, List<Integer> others) {
    Set<String> asked =
        stream.stream().map(row -> pool.examples().get(row).key()).collect(Collectors.toSet());
    return others.stream()
        .mapToInt(Integer::intValue)
        .filter(row -> !asked.contains(pool.examples().get(row).key()))
        .toArray();
  }

  /** What answers cost is known: these are prices of prompts. */
  private static double area(Pool test, Range range, double[][] chance) {
    return Sweep.of(test, new Expectation(chance, test.costs()))
        .frontier()
        .area(range.least(), range.most());
  }

  /** One that learns. */
  private final class Router {
    private final Random random;
    private final Lessons lessons = new Lessons(() -> Double.POSITIVE_INFINITY);

    /** Log-odds by which cards differ that say the same: which is better is left to chance. */
    private final double[] lots;

    Router(Random random) {
      this.random = random;
      lots = random.doubles(pool.models().size(), -LOT, LOT).toArray();
    }

    /** One request, and perhaps a judgement of its answer. */
    void ask(int row) {
      Example example = pool.examples().get(row);
      double price = LEAST_PRICE * Math.pow(MOST_PRICE / LEAST_PRICE, random.nextDouble()) / unit;
      int model =
          random.nextDouble() < EXPLORED
              ? random.nextInt(lots.length)
              : Sweep.choice(expected(row), example.costs(), price);
      boolean judged = random.nextDouble() < JUDGED;
      boolean good = random.nextDouble() < example.scores()[model];
      boolean flipped = random.nextDouble() < FLIPPED;
      if (judged) {
        double score = good == flipped ? 0 : 1;
        lessons.learn(new Experience(occasion(row, model), Sign.FEEDBACK, score, 1));
      }
    }

    private Occasion occasion(int row, int model) {
      double before = Expectations.moved(chances[row][model], lots[model]);
      return new Occasion("", "", "", List.of(), pool.models().get(model), kinds[row], before, 0);
    }

    double[][] expected(int[] rows) {
      return IntStream.of(rows).mapToObj(this::expected).toArray(double[][]::new);
    }

    private double[] expected(int row) {
      double[] expected = new double[lots.length];
      for (int m = 0; m < expected.length; m++) {
        double shift = lessons.shift("", "", kinds[row], pool.models().get(m));
        expected[m] = Expectations.moved(chances[row][m], lots[m] + shift);
      }
      return expected;
    }
  }
}
