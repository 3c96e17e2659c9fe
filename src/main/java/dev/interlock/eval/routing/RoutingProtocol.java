package dev.interlock.eval.routing;

import dev.interlock.eval.pool.Figures;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Pool;
import dev.interlock.eval.pool.PoolReport;
import dev.interlock.eval.pool.ReportText;
import dev.interlock.outcome.OutcomeRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The experiments on the public sets, each under its id. Test rows are never trained on; weights
 * and penalties are chosen on folds of the training rows alone. One thread.
 */
final class RoutingProtocol {
  /** The experiments there are. */
  static final List<String> IDS =
      List.of(
          "E1", "E2", "E3", "E4", "E5", "E6", "E8", "E9", "E12", "E12b", "E17", "E18", "stability");

  private final PublicPools pools;
  private final PrintWriter out;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final SequencedMap<String, PoolReport> reports = new TreeMap<>();

  RoutingProtocol(PublicPools pools, PrintWriter out) {
    this.pools = pools;
    this.out = out;
  }

  /**
   * Runs one experiment.
   *
   * @param id one of {@link #IDS}
   */
  void run(String id) throws IOException {
    switch (id) {
      case "E1" -> {
        report("E1", FewLabels.run(pools.mmlu(), UnaryOperator.identity()));
        report("E1-pairs", FewLabels.run(pools.mmlu(), FewLabels::decidedOnly));
      }
      case "E3" -> report(id, new Transfer(pools).run());
      case "E8" ->
          report(
              id,
              new UnseenModel(pools.nineModels())
                  .run()
                  .put("zero_eval", new UnseenModel(pools.zeroEval()).run()));
      case "E9" -> report(id, UnseenTask.run(pools.nineModels()));
      case "E12" -> report(id, calibration());
      case "E12b" ->
          report(
              id,
              new Figures()
                  .put("nine_models", FloorCertificates.run(pools.nineModels()))
                  .put("zero_eval", FloorCertificates.run(pools.zeroEval()))
                  .put("mmlu_pro", FloorCertificates.run(pools.mmluPro())));
      case "E17" -> report(id, FeedbackStream.run(pools));
      case "E18" -> report(id, BudgetVariants.figures(pools));
      case "stability" -> report(id, stability());
      default -> {
        PoolReport report = poolReport(id);
        figures.put(id, Figures.of(report).map());
        new ReportText(out).print(id, report);
      }
    }
  }

  private PoolReport poolReport(String id) throws IOException {
    PoolReport known = reports.get(id);
    if (known != null) {
      return known;
    }
    Pool pool =
        switch (id) {
          case "E2" -> pools.gsm8k();
          case "E4" -> pools.nineModels();
          case "E5" -> pools.zeroEval();
          case "E6" -> pools.mmluPro();
          default -> throw new IllegalArgumentException(id);
        };
    PoolReport report = PoolReport.crossValidated(pool);
    reports.put(id, report);
    return report;
  }

  /** Of what E4 to E6 expected. */
  private Figures calibration() throws IOException {
    var all = new Figures();
    double ece = 0;
    double worst = 0;
    for (String id : List.of("E4", "E5", "E6")) {
      PoolReport report = poolReport(id);
      all.put(
          id,
          new Figures()
              .put("ece", report.ece())
              .put("worst_ece", report.worstEce())
              .put("brier", report.brier()));
      ece = Math.max(ece, report.ece());
      worst = Math.max(worst, report.worstEce());
    }
    return all.put("ece", ece).put("worst_ece", worst);
  }

  /** Of a router that knows all prompts of nine models; how long it takes is shown alone. */
  private Figures stability() throws IOException {
    Pool pool = pools.nineModels();
    Forecaster forecaster = Forecaster.trained(pool.examples(), pool.models().size());
    var decider = new Decider(pools.encoder(), forecaster, pool);
    PublicOutcomes outcomes = pools.outcomes();
    List<String> prompts = outcomes.nineModels().stream().map(OutcomeRow::prompt).toList();
    out.println(DecisionTime.of(decider, prompts, System::nanoTime).describe());
    return new Figures()
        .put("paraphrases", Stability.of(decider, TextPairs.paraphrases(outcomes.root())))
        .put("turns", Stability.of(decider, TextPairs.turns(outcomes.root())));
  }

  private void report(String id, Figures values) {
    figures.put(id, values.map());
    out.printf("%n%s%n", id);
    values.map().forEach((name, value) -> out.printf("  %-16s %s%n", name, value));
    out.flush();
  }

  /** All figures so far, by id. */
  Map<String, Object> figures() {
    return figures;
  }

  /** The reports on pools so far, by id. */
  SequencedMap<String, PoolReport> reports() {
    return reports;
  }
}
