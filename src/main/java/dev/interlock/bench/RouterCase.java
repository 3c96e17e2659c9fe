package dev.interlock.bench;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Forecast, policy and choice after the encoding: a router that learnt of sixty models, which all
 * may answer, and of whom feedback has something to say for every third. Its texts are real prompts
 * and halves of such put together; the grades are made up. One thread.
 */
final class RouterCase {
  static final int MODELS = 60;

  private static final int ASKED = 500;
  private static final double MEAN_TOKENS = 300;

  /** Tasks that models are good at in different ways. */
  private static final int TASKS = 20;

  private final ChoiceCase choice = new ChoiceCase(MODELS);
  private final List<Representation> asked;
  private final RouterBundle bundle;
  private final Duration training;

  /**
   * Trains the router.
   *
   * @param texts what it learns from; those that are missing are put together from them
   * @param prompts how many it learns from
   */
  RouterCase(List<String> texts, TextEncoder encoder, int prompts) {
    var random = new Random(1);
    List<Example> examples =
        IntStream.range(0, prompts)
            .mapToObj(i -> example(text(texts, i, random), encoder, random))
            .toList();
    asked =
        IntStream.range(0, ASKED)
            .mapToObj(i -> represented(text(texts, texts.size() + i, random), encoder))
            .toList();
    long start = System.nanoTime();
    bundle =
        BundleTrainer.bundle(
            examples,
            IntStream.range(0, MODELS).mapToObj(i -> "model-" + i).toList(),
            encoder.staticSpace());
    training = Duration.ofNanos(System.nanoTime() - start);
  }

  /** How long it learnt, encoding aside. */
  Duration training() {
    return training;
  }

  /** Bytes of what it learnt, as a file. */
  int size() {
    return bundle.toBytes().length;
  }

  /** One forecast, one verdict and one choice. */
  Selection decide(int call) {
    Forecast forecast = bundle.predictor().forecast(asked.get(call % ASKED));
    double[] shifts = new double[MODELS];
    double[] certified = new double[MODELS];
    for (int m = 0; m < MODELS; m++) {
      shifts[m] = m % 3 == 0 ? 0.1 : 0;
      certified[m] = bundle.certified(m, forecast.chance()[m], forecast.support());
    }
    return choice.decide(
        new Expectations(forecast.chance(), forecast.outputTokens(), shifts, certified));
  }

  /** The text at {@code index}; beyond the last, the beginning of one and the end of another. */
  private static String text(List<String> texts, int index, Random random) {
    if (index < texts.size()) {
      return texts.get(index);
    }
    String one = texts.get(random.nextInt(texts.size()));
    String other = texts.get(random.nextInt(texts.size()));
    return one.substring(0, one.length() / 2) + " " + other.substring(other.length() / 2);
  }

  private static Representation represented(String text, TextEncoder encoder) {
    return Representation.of(encoder.encode(text, Deadline.NEVER)).compact();
  }

  private static Example example(String text, TextEncoder encoder, Random random) {
    int task = Math.floorMod(text.length(), TASKS);
    double[] scores = new double[MODELS];
    double[] tokens = new double[MODELS];
    double[] costs = new double[MODELS];
    for (int m = 0; m < MODELS; m++) {
      double ability = 0.4 + 0.5 * m / MODELS + 0.1 * Math.sin(m + task);
      scores[m] = random.nextDouble() < ability ? 1 : 0;
      tokens[m] = MEAN_TOKENS * (0.5 + random.nextDouble());
      costs[m] = tokens[m] * 1e-6 * (m + 1);
    }
    return new Example(
        represented(text, encoder),
        Sha256.hex(text),
        Optional.of("task-" + task),
        scores,
        tokens,
        costs);
  }
}
