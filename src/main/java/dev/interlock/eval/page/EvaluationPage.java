package dev.interlock.eval.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The page that is kept with the sources: figures of the experiments on public sets. Nothing that
 * depends on the machine is on it. Experiments that were not run are left out.
 */
public final class EvaluationPage {
  private static final String HEAD =
      """
      # Evaluation

      What routing reaches on public outcome sets, how well texts are told apart, and what is answered again. `make eval DATA=folder` writes this page anew, byte for byte unless a result
      changed. What the figures mean: [router bundles](guides/router-bundles.md#measure-it), [intents](guides/evaluation.md),
      [the cache](guides/cache.md#what-was-measured). Figures in brackets are 95 % intervals, by
      1,000 resamples of the prompts. The same for your own outcomes, with plots: `interlock eval routing --train outcomes.jsonl`.

      No prompt is on both sides of a split, by a hash of its text, and each is judged by a router that was taught without its
      fold. Known duplicates between the sets and the prompts that RouteLLM found contaminated are left out. All sets are of models of 2023 and 2024, at the prices of
      their time. A few numbers of the method were chosen with these sets in view
      ([decision 12](decisions/0012-a-predictor-without-a-forward-pass.md), [15](decisions/0015-languages-by-ngrams.md)): the figures are that much too kind.
      """;

  private static final String PAIRS =
      """

      ## Two models

      Which prompts go to the stronger model. APGR is the share of the gap between both that is recovered, mean over all shares of strong calls (a coin: .500); CPT50 and
      CPT80 are the least shares of strong calls that recover 50 and 80 % of it. E1 learns from 1,500 graded prompts, is judged by the others less those of the same text, and is
      the mean of ten draws, with where 95 % of draws are; RouteLLM (arXiv 2406.18665) had as many from MMLU's validation part, and the Arena's votes. For E2 it had no labels of the set.

      """;

  private static final String TRANSFER =
      """

      ### E3: models and sets of which nothing is known

      Weak and strong are learnt from other models of their class on the nine-model set, ZeroEval and MMLU-Pro, less every prompt that is asked below. The support says how much the
      prompts are like those learnt from; where it is low, the models' averages are expected. RouteLLM, from the Arena's votes alone: .473 to .524 and .438 to .475.

      """;

  private static final String POOLS =
      """

      ## Many models

      Quality over cost. AUDC is the mean quality over costs from the cheapest to the dearest single model; QNC the cost that matches the best single model's quality, as
      a share of its cost; the next two are the same for 98 and 95 % of that quality. The static hull is always one model, or a coin between two; random a coin between
      the cheapest and the best. "Task told" knows the task of each prompt, which nobody does in traffic; the oracle knows the answers.
      """;

  private static final String UNSEEN_MODEL =
      """

      ### E8: a model known by 300 graded prompts

      Each of the nine models, and each of ZeroEval's twelve, in turn; the loss is against a router that knows all its answers, on one fold of five.

      """;

  private static final String UNSEEN_TASK =
      """

      ### E9: a task that it never met

      Each task of the nine-model set in turn: the AUDC gained over the static hull of the task itself, which nobody knows beforehand, and over that which the models' averages
      on the other tasks foresee. Below 0, routing does harm.

      """;

  private static final String FEEDBACK =
      """

      ### E17: a router that learns from feedback

      On its first day it knows the size of each of the nine models, and what tiers of models make of prompts of other sets. Of 5,000 requests in order, each with another price of
      quality, 5 % are judged, one judgement in ten is wrong (as the learner supposes), and 2 % try any model, by lot. Nothing fades here, and no guard watches. It is judged by prompts that are not
      among the requests: means of ten orders, which share most requests, and in brackets 1.96 standard errors over them.

      """;

  private static final String CALIBRATION =
      """

      ## E12: calibration

      Whether expected scores are what happens: expected calibration error (15 bins), and mean squared error.

      """;

  private static final String STABILITY =
      """

      ## Stability

      A router over the nine models, at the price that matches the best of them: how often a paraphrase, or the next turn of a conversation, goes to the same model, how often
      any other text does, and how far the chance of a model shifts on average. Each turn is decided by itself here.

      """;

  private static final String INTENTS =
      """

      ## E13: intents, domains and tasks

      Trained on all rows, and with five rows a class (mean of ten draws). Out of scope: the share of texts of no class that is told when 95 % of the others are kept.

      """;

  private static final Map<String, String> POOL_TITLES = new LinkedHashMap<>();

  static {
    POOL_TITLES.put("E4", "E4: nine models, fourteen tasks");
    POOL_TITLES.put("E5", "E5: ZeroEval, twelve models");
    POOL_TITLES.put("E6", "E6: MMLU-Pro, ten models");
  }

  private final JsonNode figures;
  private final StringBuilder out = new StringBuilder();

  private EvaluationPage(JsonNode figures) {
    this.figures = figures;
  }

  private static final String BUDGETS =
      """

      ### E18: model and length of the answer

      Each model as it is, and cut off at seven budgets of output tokens: a cut answer scores 0 and costs its budget. AUDC over the same costs as above.

      """;

  /**
   * The page.
   *
   * @param figures by the id of the experiment
   */
  public static String of(JsonNode figures) {
    var page = new EvaluationPage(figures);
    page.write();
    return page.out.toString();
  }

  private void write() {
    out.append(HEAD);
    if (figures.has("E1") || figures.has("E2")) {
      section(PAIRS, pairs());
    }
    present(
        "E3",
        transfer ->
            section(
                TRANSFER,
                new MarkdownTable("asked", "APGR", "CPT50", "CPT80", "support")
                    .row("MMLU", transfer(transfer, "mmlu_"))
                    .row("GSM8K", transfer(transfer, "gsm8k_"))
                    .row("MT-Bench, 80 questions", transfer(transfer, "mt_bench_"))));
    if (POOL_TITLES.keySet().stream().anyMatch(figures::has)) {
      out.append(POOLS);
    }
    POOL_TITLES.forEach(
        (id, title) -> present(id, pool -> out.append(PoolSection.of(title, pool))));
    present("E8", model -> section(UNSEEN_MODEL, unseenModel(model)));
    present("E9", task -> section(UNSEEN_TASK, unseenTask(task)));
    present("E17", stream -> section(FEEDBACK, feedback(stream)));
    present("E18", gain -> section(BUDGETS, budgets(gain)));
    present("E12", errors -> section(CALIBRATION, calibration(errors)));
    present("E12b", floors -> out.append(FloorSection.of(floors)));
    present("stability", stability -> section(STABILITY, stability(stability)));
    intents();
    present("other_languages", languages -> out.append(LanguageSection.of(languages)));
    present("streams", streams -> out.append(CacheSection.streams(streams)));
    present("traps", traps -> out.append(CacheSection.traps(traps)));
  }

  private void present(String id, Consumer<JsonNode> section) {
    if (figures.has(id)) {
      section.accept(figures.path(id));
    }
  }

  private void section(String head, MarkdownTable table) {
    out.append(head).append(table);
  }

  private MarkdownTable pairs() {
    var table = new MarkdownTable("experiment", "APGR", "by RouteLLM's ten bins", "CPT50", "CPT80");
    pair(table, "E1", "E1: MMLU, 1,500 graded prompts");
    pair(table, "E1-pairs", "E1 from preferences and ties alone");
    if (figures.has("E1")) {
      table.row("RouteLLM's best on MMLU", "–", "0.603", "35.4 %", "70.3 %");
    }
    pair(table, "E2", "E2: GSM8K, five folds");
    if (figures.has("E2")) {
      table.row("RouteLLM's best on GSM8K", "–", "0.622", "33.6 %", "63.3 %");
    }
    return table;
  }

  private void pair(MarkdownTable table, String id, String name) {
    present(
        id,
        pair ->
            table.row(
                name,
                List.of(
                    Figure.withInterval(pair, "apgr"),
                    Figure.plain(pair, "apgr_bins"),
                    Figure.percent(pair, "cpt50"),
                    Figure.percent(pair, "cpt80"))));
  }

  private static MarkdownTable feedback(JsonNode stream) {
    var table = new MarkdownTable("after requests", "AUDC");
    JsonNode areas = stream.path("by_requests");
    areas.propertyNames().forEach(requests -> table.row(requests, Figure.plain(areas, requests)));
    return table
        .row("taught every answer to them", Figure.plain(stream, "trained"))
        .row("static hull of the judging prompts", Figure.plain(stream, "static"))
        .row("**share of the gap closed**", Figure.withInterval(stream, "gap_closed"));
  }

  private static MarkdownTable budgets(JsonNode gain) {
    var table = new MarkdownTable("set", "model alone", "model and budget", "gain");
    budgets(table, "MMLU-Pro", gain.path("mmlu_pro"));
    budgets(table, "ZeroEval", gain.path("zero_eval"));
    return table;
  }

  private static void budgets(MarkdownTable table, String name, JsonNode set) {
    table.row(
        name,
        Figure.fineWithInterval(set, "models_only_audc"),
        Figure.fineWithInterval(set, "audc"),
        Figure.fineWithInterval(set, "gain"));
  }

  private static List<String> transfer(JsonNode transfer, String prefix) {
    return List.of(
        Figure.withInterval(transfer, prefix + "apgr"),
        Figure.percent(transfer, prefix + "cpt50"),
        Figure.percent(transfer, prefix + "cpt80"),
        Figure.plain(transfer, prefix + "support"));
  }

  private static MarkdownTable unseenModel(JsonNode model) {
    var table = new MarkdownTable("model", "AUDC lost");
    losses(table, model);
    table.row("**nine models, mean**", Figure.plain(model, "loss"));
    losses(table, model.path("zero_eval"));
    return table.row("**ZeroEval, mean**", Figure.plain(model.path("zero_eval"), "loss"));
  }

  private static void losses(MarkdownTable table, JsonNode model) {
    JsonNode losses = model.path("loss_by_model");
    losses.propertyNames().forEach(name -> table.row(name, Figure.plain(losses, name)));
  }

  private static MarkdownTable unseenTask(JsonNode task) {
    var table = new MarkdownTable("task", "over its static hull", "over the one foreseen");
    JsonNode gains = task.path("gain_by_task");
    JsonNode foreseen = task.path("gain_foreseen_by_task");
    for (String name : gains.propertyNames()) {
      table.row(name, Figure.plain(gains, name), Figure.plain(foreseen, name));
    }
    return table
        .row("**mean**", Figure.plain(task, "mean"), Figure.plain(task, "mean_foreseen"))
        .row("**worst**", Figure.plain(task, "worst"), Figure.plain(task, "worst_foreseen"));
  }

  private static MarkdownTable calibration(JsonNode errors) {
    var table = new MarkdownTable("experiment", "ECE, mean of models", "worst model", "Brier");
    errors
        .properties()
        .forEach(
            error -> {
              if (error.getValue().isObject()) {
                table.row(
                    error.getKey(),
                    Figure.plain(error.getValue(), "ece"),
                    Figure.plain(error.getValue(), "worst_ece"),
                    Figure.plain(error.getValue(), "brier"));
              }
            });
    return table;
  }

  private static MarkdownTable stability(JsonNode stability) {
    var table =
        new MarkdownTable("texts", "pairs", "same model", "any other text", "shift", "support");
    stability
        .properties()
        .forEach(
            kind ->
                table.row(
                    kind.getKey(),
                    Figure.count(kind.getValue(), "pairs"),
                    Figure.percent(kind.getValue(), "same_model"),
                    Figure.percent(kind.getValue(), "same_model_of_strangers"),
                    Figure.plain(kind.getValue(), "chance_shift"),
                    Figure.plain(kind.getValue(), "support")));
    return table;
  }

  private void intents() {
    var table =
        new MarkdownTable("set", "accuracy", "macro-F1", "out of scope", "five rows a class");
    boolean any = false;
    for (var set : figures.properties()) {
      if (set.getValue().has("accuracy")) {
        any = true;
        table.row(
            set.getKey(),
            Figure.percent(set.getValue(), "accuracy"),
            Figure.percent(set.getValue(), "macro_f1"),
            Figure.percent(set.getValue(), "oos_recall_at_95"),
            Figure.percent(set.getValue(), "five_shot"));
      }
    }
    if (any) {
      section(INTENTS, table);
    }
  }
}
