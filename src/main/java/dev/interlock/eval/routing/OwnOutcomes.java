package dev.interlock.eval.routing;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.CrossValidation;
import dev.interlock.eval.pool.Expectation;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.KnownTaskPrior;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.Tasks;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import dev.interlock.predictor.training.Examples;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Anybody's outcomes, made fit to judge by: models that are graded on half of the prompts, prompts
 * on which all of those are, and a cost for every answer. What else is graded is learnt from. What
 * is left out is said. One thread.
 */
final class OwnOutcomes {
  private final TextEncoder encoder;
  private final PrintWriter out;

  OwnOutcomes(TextEncoder encoder, PrintWriter out) {
    this.encoder = encoder;
    this.out = out;
  }

  /**
   * What came of them.
   *
   * @param report on the prompts that judged
   * @param forecaster one that has learnt all there was to learn from
   */
  record Judged(PoolReport report, Forecaster forecaster) {}

  /**
   * What a router reaches on {@code test} that learns from {@code train}; by five folds of {@code
   * train} where {@code test} is empty.
   *
   * @throws OutcomeException if they are too few, or no two models can be compared
   */
  Judged judge(List<OutcomeRow> train, List<OutcomeRow> test) {
    List<OutcomeRow> judges = test.isEmpty() ? train : test;
    List<String> models = models(Set.copyOf(Examples.models(train)), judges);
    List<Example> known = Examples.of(train, models, encoder);
    List<Example> judged =
        test.isEmpty()
            ? whole(known, models, "are only learnt from")
            : whole(unseen(known, test, models), models, "left out");
    if (test.isEmpty()) {
      requireFolds(judged);
    } else if (known.size() < BundleTrainer.LEAST_ROWS) {
      throw tooFew(known.size(), BundleTrainer.LEAST_ROWS);
    }
    Costs costs = Costs.of(known, judged, models);
    costs.describe(models).ifPresent(out::println);
    out.flush();
    Pool pool = new Pool("own", models, costs.fill(judged));
    List<Example> taught = costs.fill(known);
    Forecaster forecaster = Forecaster.trained(taught, models.size());
    return new Judged(
        test.isEmpty()
            ? PoolReport.crossValidated(
                pool, taught.stream().filter(row -> !isWhole(row) && isGraded(row)).toList())
            : PoolReport.of(pool, Expectation.of(pool, forecaster), prior(pool, taught)),
        forecaster);
  }

  private static Optional<Expectation> prior(Pool pool, List<Example> taught) {
    return Tasks.differ(pool.examples())
        ? Optional.of(Expectation.of(pool, KnownTaskPrior.teach(taught, pool.models().size())))
        : Optional.empty();
  }

  /**
   * What {@code bundle} reaches on {@code test}, which it should not have learnt from. Tasks are
   * told by five folds of {@code test}.
   *
   * @throws OutcomeException if no two of its models can be compared
   */
  Judged judge(RouterBundle bundle, List<OutcomeRow> test) {
    List<String> models = models(Set.copyOf(bundle.models()), test);
    List<Example> judged = whole(Examples.of(test, models, encoder), models, "left out");
    Costs costs = Costs.of(List.of(), judged, models);
    costs.describe(models).ifPresent(out::println);
    out.flush();
    Pool pool = new Pool("own", models, costs.fill(judged));
    Forecaster forecaster = new InstalledForecaster(bundle, pool);
    return new Judged(
        PoolReport.of(pool, Expectation.of(pool, forecaster), PoolReport.crossValidatedPrior(pool)),
        forecaster);
  }

  /** Those of {@code known} that are graded on at least half of the prompts that judge. */
  private List<String> models(Set<String> known, List<OutcomeRow> judges) {
    List<String> graded =
        Stream.concat(known.stream(), Examples.models(judges).stream())
            .sorted()
            .distinct()
            .toList();
    List<String> kept =
        graded.stream()
            .filter(model -> known.contains(model) && 2 * grades(judges, model) >= judges.size())
            .toList();
    for (String model : graded) {
      if (!known.contains(model)) {
        out.printf("%s: left out, of which nothing is known%n", model);
      } else if (!kept.contains(model)) {
        out.printf(
            "%s: left out, graded on %,d of %,d prompts to be judged by%n",
            model, grades(judges, model), judges.size());
      }
    }
    if (kept.size() < 2) {
      throw new OutcomeException(
          "models graded on half of the prompts: %d (expected: at least 2)".formatted(kept.size()));
    }
    return kept;
  }

  private static long grades(List<OutcomeRow> rows, String model) {
    return rows.stream()
        .filter(
            row ->
                Optional.ofNullable(row.outcomes().get(model)).stream()
                    .anyMatch(outcome -> outcome.score().isPresent()))
        .count();
  }

  /** The prompts of {@code test} that are not among those learnt from. */
  private List<Example> unseen(List<Example> known, List<OutcomeRow> test, List<String> models) {
    Set<String> keys = known.stream().map(Example::key).collect(Collectors.toSet());
    List<Example> all = Examples.of(test, models, encoder);
    List<Example> unseen = all.stream().filter(row -> !keys.contains(row.key())).toList();
    said(all.size() - unseen.size(), "left out", "which are learnt from");
    return unseen;
  }

  /**
   * Those of {@code rows} that have a score of every model.
   *
   * @param others what becomes of the others
   */
  private List<Example> whole(List<Example> rows, List<String> models, String others) {
    List<Example> whole = rows.stream().filter(OwnOutcomes::isWhole).toList();
    said(rows.size() - whole.size(), others, "without a score of every model");
    if (whole.isEmpty()) {
      throw new OutcomeException(
          "no prompt to be judged by has a score of all of "
              + String.join(", ", models)
              + " (expected: some)");
    }
    return whole;
  }

  private static boolean isWhole(Example row) {
    return Arrays.stream(row.scores()).noneMatch(Double::isNaN);
  }

  private static boolean isGraded(Example row) {
    return !Arrays.stream(row.scores()).allMatch(Double::isNaN);
  }

  private void said(int rows, String what, String why) {
    if (rows > 0) {
      out.printf("%,d prompts %s, %s%n", rows, what, why);
    }
  }

  private static void requireFolds(List<Example> rows) {
    int[] sizes = new int[CrossValidation.FOLDS];
    rows.forEach(row -> sizes[CrossValidation.fold(row)]++);
    int taught = rows.size() - IntStream.of(sizes).max().orElse(0);
    if (taught < BundleTrainer.LEAST_ROWS) {
      throw tooFew(rows.size(), 2 * BundleTrainer.LEAST_ROWS);
    }
  }

  private static OutcomeException tooFew(int rows, int least) {
    return new OutcomeException(
        "graded prompts: %d (expected: at least %d)".formatted(rows, least));
  }
}
