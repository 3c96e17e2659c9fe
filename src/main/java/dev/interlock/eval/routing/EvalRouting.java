package dev.interlock.eval.routing;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.eval.EncoderOption;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.page.ReportPage;
import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.ReportText;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.RouterBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "prints quality against cost beside what needs no router and what no router can reach."
    })
public final class EvalRouting implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--train", description = "Outcomes to learn from; may be given more than once.")
  private List<Path> train = new ArrayList<>();

  @Option(names = "--test", description = "Outcomes to be judged by. Default: five folds.")
  private List<Path> test = new ArrayList<>();

  @Option(
      names = "--bundle",
      description = "A router bundle to be judged as it is, instead of learning; needs --test.")
  private @Nullable Path bundle;

  @Option(
      names = "--data",
      description = "Directory of the public data sets; runs the protocol on them.")
  private @Nullable Path data;

  @Option(
      names = "--ids",
      split = ",",
      description = "Which experiments. Default: ${DEFAULT-VALUE}.",
      defaultValue = "E1,E2,E3,E4,E5,E6,E8,E9,E12,E12b,E17,E18,stability")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--prices",
      description = {
        "Other prices, YAML or JSON: by model, {input: USD, output: USD} per million tokens,",
        "or a factor of what was recorded."
      })
  private @Nullable Path prices;

  @Option(
      names = "--pairs",
      description = {
        "Texts that mean the same, JSONL: {\"a\": \"...\", \"b\": \"...\"}; says whether they go to the",
        "same model."
      })
  private @Nullable Path pairs;

  @Mixin private EncoderOption encoderOption = new EncoderOption();

  @Option(
      names = "--report",
      description = "Report file. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-routing.json")
  private Path report = Path.of("target/reports/eval-routing.json");

  @Option(
      names = "--page",
      description = "The report as a page with plots. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-routing.html")
  private Path page = Path.of("target/reports/eval-routing.html");

  @Override
  public Integer call() throws IOException {
    if (data == null && bundle == null && train.isEmpty()) {
      throw new ParameterException(
          spec().commandLine(), "one of --data, --bundle and --train is needed");
    }
    if (bundle != null && (test.isEmpty() || !train.isEmpty())) {
      throw new ParameterException(
          spec().commandLine(), "--bundle: given (expected: with --test, without --train)");
    }
    if (data != null && !(train.isEmpty() && test.isEmpty() && bundle == null && pairs == null)) {
      throw new ParameterException(
          spec().commandLine(),
          "--data: given (expected: without --train, --test, --bundle and --pairs)");
    }
    PriceBook book = prices == null ? PriceBook.AS_RECORDED : PriceBook.read(prices);
    PrintWriter out = spec().commandLine().getOut();
    try (var encoder =
        EncoderLoader.openWithoutForward(
            encoderOption.directory(), "predictions ask for no forward pass")) {
      EvalReport.write(
          report, data == null ? own(book, encoder, out) : protocol(data, book, encoder, out));
    }
    return 0;
  }

  private Map<String, Object> protocol(
      Path folder, PriceBook book, TextEncoder encoder, PrintWriter out) throws IOException {
    List<String> asked = known();
    var outcomes = new PublicOutcomes(folder);
    if (!book.models().isEmpty()) {
      book.check(ProtocolSets.of(asked, outcomes));
    }
    var protocol = new RoutingProtocol(new PublicPools(outcomes, encoder, book), out);
    for (String id : RoutingProtocol.IDS) {
      if (asked.contains(id)) {
        protocol.run(id);
        // A run takes long: what is known by now survives its end.
        EvalReport.write(report, protocol.figures());
      }
    }
    write(protocol.reports());
    return protocol.figures();
  }

  private Map<String, Object> own(PriceBook book, TextEncoder encoder, PrintWriter out)
      throws IOException {
    List<OutcomeRow> taught = OutcomeFile.read(train);
    List<OutcomeRow> unseen = OutcomeFile.read(test);
    book.check(
        new TreeMap<>(
            Map.of("what was read", Stream.concat(taught.stream(), unseen.stream()).toList())));
    List<OutcomeRow> repriced = book.apply(taught);
    List<OutcomeRow> judging = book.apply(unseen);
    var outcomes = new OwnOutcomes(encoder, out);
    OwnOutcomes.Judged judged =
        bundle == null
            ? outcomes.judge(repriced, judging)
            : outcomes.judge(RouterBundle.read(bundle, encoder.staticSpace()), judging);
    PoolReport own = judged.report();
    new ReportText(out).print("outcomes", own);
    write(new TreeMap<>(Map.of("outcomes", own)));
    Figures figures = Figures.of(own);
    var decider = new Decider(encoder, judged.forecaster(), own.pool());
    if (pairs != null) {
      Figures stability = Stability.of(decider, TextPairs.read(pairs));
      figures.put("stability", stability);
      out.printf("%nstability%n");
      stability.map().forEach((name, value) -> out.printf("  %-24s %s%n", name, value));
    }
    List<String> prompts =
        Stream.concat(repriced.stream(), judging.stream()).map(OutcomeRow::prompt).toList();
    out.println(DecisionTime.of(decider, prompts, System::nanoTime).describe());
    out.flush();
    return figures.map();
  }

  private void write(SequencedMap<String, PoolReport> reports) throws IOException {
    if (!reports.isEmpty()) {
      EvalReport.write(page, ReportPage.of(reports));
    }
  }

  private List<String> known() {
    for (String id : ids) {
      if (!RoutingProtocol.IDS.contains(id)) {
        throw new ParameterException(
            spec().commandLine(),
            "--ids: " + id + " (expected: some of " + String.join(", ", RoutingProtocol.IDS) + ")");
      }
    }
    return ids;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
