package dev.interlock.eval.routing;

import dev.interlock.eval.Csv;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the public outcome sets, in the layout of the data directory. */
final class PublicOutcomes {
  static final String WEAK = "mixtral-8x7b";
  static final String STRONG = "gpt-4-1106";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double CHARACTERS_A_TOKEN = 4;

  /** USD per million tokens, input and output: list prices of the time of the answers. */
  private static final SequencedMap<String, double[]> PRICES_03 = new LinkedHashMap<>();

  private static final SequencedMap<String, double[]> PRICES_04 = new LinkedHashMap<>();

  static {
    PRICES_03.put("Phi-3-mini-4k-instruct", new double[] {0.13, 0.52});
    PRICES_03.put("Meta-Llama-3_1-8B-Instruct", new double[] {0.18, 0.18});
    PRICES_03.put("Mistral-7B-Instruct-v0.2", new double[] {0.2, 0.2});
    PRICES_03.put("mathstral-7B", new double[] {0.25, 0.25});
    PRICES_03.put("gemini-1.5-flash-002", new double[] {0.075, 0.3});
    PRICES_03.put("Mixtral-8x7B-Instruct-v0.1", new double[] {0.6, 0.6});
    PRICES_03.put("Meta-Llama-3_1-70B-Instruct", new double[] {0.88, 0.88});
    PRICES_03.put("Qwen1.5-72B-Chat", new double[] {0.9, 0.9});
    PRICES_03.put("gemini-1.5-pro-002", new double[] {1.25, 5});
    PRICES_03.put("jamba-1.5-large", new double[] {2, 8});
    PRICES_04.put("Meta-Llama-3.1-8B-Instruct", new double[] {0.18, 0.18});
    PRICES_04.put("gemini-1.5-flash", new double[] {0.075, 0.3});
    PRICES_04.put("gpt-4o-mini-2024-07-18", new double[] {0.15, 0.6});
    PRICES_04.put("claude-3-haiku-20240307", new double[] {0.25, 1.25});
    PRICES_04.put("gpt-3.5-turbo-0125", new double[] {0.5, 1.5});
    PRICES_04.put("claude-3-5-haiku-20241022", new double[] {0.8, 4});
    PRICES_04.put("Meta-Llama-3.1-70B-Instruct", new double[] {0.88, 0.88});
    PRICES_04.put("gemini-1.5-pro", new double[] {1.25, 5});
    PRICES_04.put("Mistral-Large-2", new double[] {2, 6});
    PRICES_04.put("gpt-4o-2024-08-06", new double[] {2.5, 10});
    PRICES_04.put("Llama-3.1-405B-Inst@sambanova", new double[] {3.5, 3.5});
    PRICES_04.put("claude-3-5-sonnet-20241022", new double[] {3, 15});
  }

  private final Path root;

  PublicOutcomes(Path root) {
    this.root = root;
  }

  /** The data directory. */
  Path root() {
    return root;
  }

  /**
   * RouteLLM's MMLU file, less the prompts it found in training data: a weak and a strong model.
   */
  List<OutcomeRow> mmlu() throws IOException {
    return pair("mmlu_pair.csv", "contaminated_mmlu.jsonl");
  }

  /** RouteLLM's GSM8K file, likewise. */
  List<OutcomeRow> gsm8k() throws IOException {
    return pair("gsm8k_pair.csv", "contaminated_gsm8k.jsonl");
  }

  /** MT-Bench, first turns, graded by GPT-4: the mean over both turns, of ten. */
  List<OutcomeRow> mtBench() throws IOException {
    Path folder = root.resolve("01-routellm-eval");
    Map<String, Map<String, List<Double>>> grades = new HashMap<>();
    List<List<String>> records = Csv.read(folder.resolve("mt_bench_judge_scores.csv"));
    for (List<String> row : records.subList(1, records.size())) {
      grades
          .computeIfAbsent(row.get(0), _ -> new HashMap<>())
          .computeIfAbsent(row.get(1).startsWith("gpt-4") ? STRONG : WEAK, _ -> new ArrayList<>())
          .add(Double.parseDouble(row.get(3)) / 10);
    }
    var rows = new ArrayList<OutcomeRow>();
    for (JsonNode row : lines(folder.resolve("mt_bench_question.jsonl"))) {
      var outcomes = new LinkedHashMap<String, Outcome>();
      grades
          .getOrDefault(row.path("question_id").asString(""), Map.of())
          .forEach((model, own) -> outcomes.put(model, graded(own)));
      rows.add(
          new OutcomeRow(
              row.path("turns").path(0).asString(""),
              Optional.of(row.path("category").asString("")),
              outcomes));
    }
    return rows;
  }

  private static Outcome graded(List<Double> grades) {
    double mean = grades.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new Outcome(OptionalDouble.of(mean), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private List<OutcomeRow> pair(String file, String contaminated) throws IOException {
    Path folder = root.resolve("01-routellm-eval");
    Set<String> dropped = new HashSet<>();
    for (JsonNode row : lines(folder.resolve(contaminated))) {
      dropped.add(TextHash.normalized(row.path("eval_prompt").asString("")));
    }
    List<List<String>> records = Csv.read(folder.resolve(file));
    List<String> header = records.getFirst();
    var rows = new ArrayList<OutcomeRow>();
    for (List<String> row : records.subList(1, records.size())) {
      String prompt = row.get(header.indexOf("prompt"));
      String key = TextHash.normalized(prompt.replaceFirst("Answer:$", ""));
      if (dropped.stream().noneMatch(each -> each.contains(key))) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        outcomes.put(WEAK, outcome(row, header.indexOf("mixtral_8x7b_correct"), 0.24));
        outcomes.put(STRONG, outcome(row, header.indexOf("gpt4_1106_correct"), 24.7));
        int subject = header.indexOf("subject");
        Optional<String> task = subject < 0 ? Optional.empty() : Optional.of(row.get(subject));
        rows.add(new OutcomeRow(prompt, task, outcomes));
      }
    }
    return rows;
  }

  private static Outcome outcome(List<String> row, int column, double cost) {
    return new Outcome(
        OptionalDouble.of(Double.parseDouble(row.get(column))),
        OptionalDouble.of(cost),
        OptionalDouble.empty());
  }

  /** Nine models on fourteen tasks; a price for each model's class, as no lengths are known. */
  List<OutcomeRow> nineModels() throws IOException {
    Path folder = root.resolve("02-llmrouter-9models");
    Map<String, Double> prices = new HashMap<>();
    for (List<String> row : Csv.read(folder.resolve("models.csv"))) {
      if (!row.getFirst().equals("model")) {
        prices.put(row.getFirst(), Double.parseDouble(row.get(2)));
      }
    }
    var rows = new ArrayList<OutcomeRow>();
    for (String file : List.of("train.jsonl", "test.jsonl")) {
      for (JsonNode row : lines(folder.resolve(file))) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        for (var score : row.path("scores").properties()) {
          outcomes.put(
              score.getKey(),
              new Outcome(
                  OptionalDouble.of(score.getValue().asDouble(0)),
                  OptionalDouble.of(prices.getOrDefault(score.getKey(), 0.0)),
                  OptionalDouble.empty()));
        }
        rows.add(
            new OutcomeRow(
                row.path("prompt").asString(""),
                Optional.of(row.path("task").asString("")),
                outcomes));
      }
    }
    return rows;
  }

  /** MMLU-Pro, ten models. */
  List<OutcomeRow> mmluPro() throws IOException {
    return priced("03-mmlupro-multimodel", "questions.jsonl", PRICES_03);
  }

  /** ZeroEval's reasoning sets, twelve models. */
  List<OutcomeRow> zeroEval() throws IOException {
    return priced("04-zeroeval-multimodel", "prompts.jsonl", PRICES_04);
  }

  private List<OutcomeRow> priced(
      String directory, String prompts, SequencedMap<String, double[]> prices) throws IOException {
    Path folder = root.resolve(directory);
    Map<String, Map<String, String>> correct = table(folder.resolve("correct.csv"));
    Map<String, Map<String, String>> lengths = table(folder.resolve("out_chars.csv"));
    var rows = new ArrayList<OutcomeRow>();
    for (JsonNode row : lines(folder.resolve(prompts))) {
      String id = row.path("id").asString("");
      String prompt = prompt(row);
      var outcomes = new LinkedHashMap<String, Outcome>();
      prices.forEach(
          (model, price) -> {
            String score = correct.getOrDefault(id, Map.of()).getOrDefault(model, "");
            String length = lengths.getOrDefault(id, Map.of()).getOrDefault(model, "");
            if (!score.isEmpty() && !length.isEmpty()) {
              double tokens = Double.parseDouble(length) / CHARACTERS_A_TOKEN;
              double cost =
                  (prompt.length() / CHARACTERS_A_TOKEN * price[0] + tokens * price[1]) * 1e-6;
              outcomes.put(
                  model,
                  new Outcome(
                      OptionalDouble.of(Double.parseDouble(score)),
                      OptionalDouble.of(cost),
                      OptionalDouble.of(tokens)));
            }
          });
      if (outcomes.size() == prices.size()) {
        String task = row.path("category").asString(row.path("task").asString(""));
        rows.add(new OutcomeRow(prompt, Optional.of(task), outcomes));
      }
    }
    return rows;
  }

  /**
   * USD per million output tokens of {@code models}, which are those of {@link #mmluPro} or of
   * {@link #zeroEval}.
   */
  static double[] outputPrices(List<String> models) {
    return models.stream()
        .map(model -> PRICES_03.getOrDefault(model, PRICES_04.get(model)))
        .mapToDouble(price -> Objects.requireNonNull(price)[1])
        .toArray();
  }

  private static String prompt(JsonNode row) {
    if (!row.has("question")) {
      return row.path("prompt").asString("");
    }
    var text = new StringBuilder(row.path("question").asString(""));
    char letter = 'A';
    for (JsonNode option : row.path("options")) {
      text.append('\n').append(letter++).append(". ").append(option.asString(""));
    }
    return text.toString();
  }

  /** By row id, then by model. */
  private static Map<String, Map<String, String>> table(Path file) throws IOException {
    List<List<String>> records = Csv.read(file);
    List<String> header = records.getFirst();
    Map<String, Map<String, String>> table = new HashMap<>();
    for (List<String> row : records.subList(1, records.size())) {
      Map<String, String> cells = new HashMap<>();
      for (int i = 1; i < row.size(); i++) {
        cells.put(header.get(i), row.get(i));
      }
      table.put(row.getFirst(), cells);
    }
    return table;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }
}
