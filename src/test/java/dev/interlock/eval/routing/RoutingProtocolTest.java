package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.EncoderFixture;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.page.EvalPage;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every experiment that needs no thousands of rows, on made-up sets in the public layout. */
class RoutingProtocolTest {
  @TempDir private static Path folder;

  private static Map<String, Object> figures = Map.of();

  @BeforeAll
  static void runOnce() throws IOException {
    PublicDataFixture.write(folder);
    figures = run().figures();
  }

  @Test
  void every_experiment_reports_under_its_id() {
    assertThat(figures)
        .containsOnlyKeys(
            "E2", "E3", "E4", "E5", "E6", "E8", "E9", "E12", "E12b", "E18", "stability");
    assertThat(of(figures, "E12b")).containsOnlyKeys("nine_models", "zero_eval", "mmlu_pro");
    assertThat(of(figures, "E2")).containsKeys("apgr", "apgr_low95", "cpt50", "cpt80");
    assertThat(of(figures, "E4")).containsKeys("audc", "qnc", "cost98", "peak", "static_audc");
    assertThat(of(figures, "E8")).containsKeys("audc", "full_audc", "loss", "zero_eval");
    assertThat(of(figures, "E9")).containsKeys("worst", "gain_by_task");
    assertThat(of(figures, "E12")).containsKeys("ece", "worst_ece", "E4", "E5", "E6");
    assertThat(of(figures, "stability")).containsOnlyKeys("paraphrases", "turns");
  }

  @Test
  void the_transfer_says_how_much_it_knows_of_what_is_asked() {
    Map<String, Object> transfer = of(figures, "E3");
    // Three sets of sixty; the question that is one of MMLU's is not among them.
    assertThat(transfer).containsEntry("train_rows", 180);
    assertThat(transfer)
        .containsKeys("mmlu_apgr", "mmlu_apgr_low95", "mmlu_cpt50", "gsm8k_apgr", "mt_bench_apgr");
    // None of the prompts is like those that are asked, so that only averages are expected.
    assertThat(transfer).containsEntry("mmlu_support", 0.0).containsEntry("gsm8k_support", 0.0);
  }

  @Test
  void contaminated_prompts_are_dropped_and_questions_asked_below_are_not_learnt_from()
      throws IOException {
    var outcomes = new PublicOutcomes(folder);
    assertThat(outcomes.mmlu()).hasSize(PublicDataFixture.ROWS - 1);
    assertThat(keys(outcomes.nineModels())).contains(key(PublicDataFixture.prompt("mmlu", 5)));
    assertThat(keys(Transfer.rows(outcomes)))
        .doesNotContain(key(PublicDataFixture.prompt("mmlu", 5)));
  }

  @Test
  void the_page_of_two_runs_is_the_same_byte_for_byte() throws IOException {
    assertThat(page(run().figures())).isEqualTo(page(figures)).contains("### E9", "## E12");
  }

  @Test
  void other_prices_change_costs_and_not_quality() throws IOException {
    Path prices = Files.writeString(folder.resolve("p.yaml"), "gpt-4-1106: 0.001\n");
    Map<String, Object> byPrice = new LinkedHashMap<>();
    for (PriceBook book : List.of(PriceBook.AS_RECORDED, PriceBook.read(prices))) {
      var protocol = protocol(book);
      protocol.run("E2");
      byPrice.put(book.models().toString(), of(protocol.figures(), "E2"));
    }
    assertThat(of(byPrice, "[]").get("apgr")).isEqualTo(of(byPrice, "[gpt-4-1106]").get("apgr"));
    assertThat(of(byPrice, "[]")).containsEntry("cheapest", PublicOutcomes.WEAK);
    assertThat(of(byPrice, "[gpt-4-1106]")).containsEntry("cheapest", PublicOutcomes.STRONG);
  }

  private static RoutingProtocol run() throws IOException {
    var protocol = protocol(PriceBook.AS_RECORDED);
    for (String id : RoutingProtocol.IDS) {
      if (!Set.of("E1", "E17").contains(id)) {
        protocol.run(id);
      }
    }
    return protocol;
  }

  private static RoutingProtocol protocol(PriceBook book) {
    return new RoutingProtocol(
        new PublicPools(new PublicOutcomes(folder), EncoderFixture.characters(), book),
        new PrintWriter(new StringWriter()));
  }

  private static String page(Map<String, Object> figures) throws IOException {
    Path report = folder.resolve("report.json");
    Path page = folder.resolve("page.md");
    EvalReport.write(report, figures);
    assertThat(new CommandLine(new EvalPage()).execute(report.toString(), "--out", page.toString()))
        .isZero();
    return Files.readString(page);
  }

  private static Map<String, Object> of(Map<String, Object> figures, String id) {
    return assertThat(figures.get(id))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .actual();
  }

  private static List<String> keys(List<OutcomeRow> rows) {
    return rows.stream().map(row -> key(row.prompt())).toList();
  }

  private static String key(String prompt) {
    return TextHash.normalized(prompt);
  }
}
