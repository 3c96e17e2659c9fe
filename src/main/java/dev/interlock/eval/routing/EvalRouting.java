package dev.interlock.eval.routing;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.eval.EvalReport;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.Predictor;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Example;
import dev.interlock.predictor.training.Examples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock eval routing}: what a trained router saves and keeps, on anybody's outcomes. */
@Command(
    name = "routing",
    mixinStandardHelpOptions = true,
    description = {
      "Trains on outcome files and judges on others, or by five folds where there are no others;",
      "prints quality against cost beside always asking one model."
    })
public final class EvalRouting implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--train", description = "Outcomes to learn from; may be given more than once.")
  private List<Path> train = new ArrayList<>();

  @Option(names = "--test", description = "Outcomes to be judged by. Default: five folds.")
  private List<Path> test = new ArrayList<>();

  @Option(
      names = "--data",
      description = "Directory of the public data sets; runs the protocol on them.")
  private @Nullable Path data;

  @Option(
      names = "--ids",
      split = ",",
      description =
          "Which experiments: some of E1, E2, E4, E5, E6, E8, E9, E18. Default: ${DEFAULT-VALUE}.",
      defaultValue = "E1,E2,E4,E5,E6")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--encoder",
      description = "Encoder directory. Default: encoder/ of the installation.")
  private @Nullable Path encoderDirectory;

  @Option(
      names = "--report",
      description = "Report file. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-routing.json")
  private Path report = Path.of("target/reports/eval-routing.json");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (var encoder =
        EncoderLoader.openWithoutForward(encoder(), "predictions ask for no forward pass")) {
      EvalReport.write(
          report,
          data == null
              ? own(encoder, out)
              : new RoutingProtocol(new PublicPools(data, encoder), out).run(known()));
    }
    return 0;
  }

  private Map<String, Object> own(TextEncoder encoder, PrintWriter out) throws IOException {
    if (train.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "one of --data and --train is needed");
    }
    List<OutcomeRow> taught = OutcomeFile.read(train);
    List<String> models = Examples.models(taught);
    Pool known = new Pool("train", models, Examples.of(taught, models, encoder));
    Expectation expected;
    Pool judge;
    if (test.isEmpty()) {
      judge = judged(known, out);
      expected = CrossValidation.expectation(judge);
    } else {
      List<OutcomeRow> unseen = OutcomeFile.read(test);
      judge = judged(new Pool("test", models, Examples.of(unseen, models, encoder)), out);
      Predictor predictor = BundleTrainer.train(known.examples(), models.size());
      expected = RoutingProtocol.expectation(predictor, judge);
    }
    var figures = new LinkedHashMap<String, Object>(PoolResult.of(judge, expected).figures());
    figures.put("static", PoolResult.constant(judge).figures());
    figures.put("ece", EvalReport.rounded(CalibrationError.of(judge, expected.chance()).ece()));
    figures.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
    out.flush();
    return figures;
  }

  /** Those rows of {@code pool} that say of every model what its answer was worth and cost. */
  private Pool judged(Pool pool, PrintWriter out) {
    Pool whole = pool.with(pool.examples().stream().filter(EvalRouting::isWhole).toList());
    int left = pool.examples().size() - whole.examples().size();
    if (whole.examples().isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          pool.name() + ": no row with a score and a cost of every model (expected: some)");
    }
    if (left > 0) {
      out.printf(
          "%s: %,d rows left out, without a score or cost of every model%n", pool.name(), left);
    }
    return whole;
  }

  private static boolean isWhole(Example example) {
    return DoubleStream.concat(Arrays.stream(example.scores()), Arrays.stream(example.costs()))
        .noneMatch(Double::isNaN);
  }

  private List<String> known() {
    for (String id : ids) {
      if (!RoutingProtocol.IDS.contains(id)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "--ids: " + id + " (expected: some of " + String.join(", ", RoutingProtocol.IDS) + ")");
      }
    }
    return ids;
  }

  private Path encoder() {
    return Optional.ofNullable(encoderDirectory)
        .orElseGet(() -> Path.of(System.getProperty("interlock.home", "."), "encoder"));
  }
}
