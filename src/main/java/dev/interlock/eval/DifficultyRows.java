package dev.interlock.eval;

import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What 7B-class models made of public prompts, and weak labels for everyday requests (they manage)
 * and for prompts chosen for being hard (they do not). Prompts that also occur in the two-model
 * evaluation set are left out, so that it can still be tested on.
 */
final class DifficultyRows {
  private static final List<String> MODELS_02 =
      List.of("qwen2.5-7b-instruct", "llama-3.1-8b-instruct", "mistral-7b-instruct-v0.3");
  private static final List<String> MODELS_03 =
      List.of("Meta-Llama-3_1-8B-Instruct", "Mistral-7B-Instruct-v0.2", "mathstral-7B");
  private static final List<String> MODELS_04 =
      List.of("Meta-Llama-3.1-8B-Instruct", "Qwen2-7B-Instruct", "Qwen2.5-7B-Instruct");

  /**
   * Tasks of the nine-model set that are graded by overlap with a short reference: models of seven
   * times the size score no better there, so a low score says nothing about a small model.
   */
  private static final Set<String> UNGRADABLE = Set.of("trivia_qa", "natural_qa");

  /** Weak labels: chances of an insufficient answer where nobody graded one. */
  private static final double EVERYDAY = 0.05;

  private static final double SIMPLE = 0.15;
  private static final double HARD = 0.75;

  private final Path root;
  private final PublicData data;

  DifficultyRows(Path root) {
    this.root = root;
    this.data = new PublicData(root);
  }

  /**
   * A prompt and the share of 7B-class models that failed on it.
   *
   * @param source where it is from
   * @param text the prompt; never logged
   * @param insufficient in [0, 1]
   * @param graded whether answers were graded; else the label is weak
   */
  record Row(String source, String text, double insufficient, boolean graded) {
    TextHash.Part part() {
      return TextHash.part(text);
    }

    /** Not the text. */
    @Override
    public String toString() {
      return "Row[source=" + source + "]";
    }
  }

  List<Row> rows(List<LabelledText> everyday) throws IOException {
    Set<String> reserved = reserved();
    List<Row> all = new ArrayList<>();
    addGraded02(all);
    addGraded03(all, reserved);
    addGraded04(all);
    for (JsonNode row : data.jsonLines("11-task-type-prompts/arena_hard_v2.0_question.jsonl")) {
      if (row.path("category").asString("").equals("hard_prompt")) {
        all.add(new Row("arena_hard", row.path("prompt").asString(""), HARD, false));
      }
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/arena_hard_v0.1_question.jsonl")) {
      all.add(new Row("arena_hard", row.path("prompt").asString(""), HARD, false));
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/vicuna_bench_question.jsonl")) {
      all.add(new Row("simple", row.path("turns").path(0).asString(""), SIMPLE, false));
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/self_instruct_seed_tasks.jsonl")) {
      String input = row.path("instances").path(0).path("input").asString("");
      String text = (row.path("instruction").asString("") + "\n" + input).strip();
      all.add(new Row("simple", text, SIMPLE, false));
    }
    everyday.forEach(row -> all.add(new Row("everyday", row.text(), EVERYDAY, false)));
    List<Row> kept = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : all) {
      String key = TextHash.normalized(row.text());
      if (!key.isEmpty() && !reserved.contains(key) && seen.add(key)) {
        kept.add(row);
      }
    }
    return kept;
  }

  private Set<String> reserved() throws IOException {
    Set<String> reserved = new HashSet<>();
    for (String file : List.of("mmlu_pair.csv", "gsm8k_pair.csv")) {
      List<List<String>> records = Csv.read(root.resolve("01-routellm-eval/" + file));
      int column = records.getFirst().indexOf("prompt");
      for (List<String> row : records.subList(1, records.size())) {
        String text = row.get(column);
        reserved.add(TextHash.normalized(text));
        // The question alone, where options follow it.
        int options = text.indexOf("\nA.");
        if (options > 0) {
          reserved.add(TextHash.normalized(text.substring(0, options)));
        }
      }
    }
    return reserved;
  }

  private void addGraded02(List<Row> rows) throws IOException {
    for (JsonNode row : data.jsonLines("02-llmrouter-9models/train.jsonl")) {
      if (UNGRADABLE.contains(row.path("task").asString(""))) {
        continue;
      }
      double sum = 0;
      for (String model : MODELS_02) {
        sum += 1 - row.path("scores").path(model).asDouble(0);
      }
      rows.add(
          new Row("mixed_tasks", row.path("prompt").asString(""), sum / MODELS_02.size(), true));
    }
  }

  private void addGraded03(List<Row> rows, Set<String> reserved) throws IOException {
    Map<String, Double> failed = failures("03-mmlupro-multimodel/correct.csv", MODELS_03);
    for (JsonNode row : data.jsonLines("03-mmlupro-multimodel/questions.jsonl")) {
      Double insufficient = failed.get(row.path("id").asString(""));
      String question = row.path("question").asString("");
      if (insufficient != null && !reserved.contains(TextHash.normalized(question))) {
        var text = new StringBuilder(question);
        char letter = 'A';
        for (JsonNode option : row.path("options")) {
          text.append('\n').append(letter++).append(". ").append(option.asString(""));
        }
        rows.add(new Row("mmlu_pro", text.toString(), insufficient, true));
      }
    }
  }

  private void addGraded04(List<Row> rows) throws IOException {
    Map<String, Double> failed = failures("04-zeroeval-multimodel/correct.csv", MODELS_04);
    for (JsonNode row : data.jsonLines("04-zeroeval-multimodel/prompts.jsonl")) {
      Double insufficient = failed.get(row.path("id").asString(""));
      if (insufficient != null) {
        rows.add(
            new Row(
                row.path("task").asString(""),
                row.path("prompt").asString(""),
                insufficient,
                true));
      }
    }
  }

  /** By prompt id, the share of {@code models} that failed, of those that were run. */
  private Map<String, Double> failures(String file, List<String> models) throws IOException {
    List<List<String>> records = Csv.read(root.resolve(file));
    List<Integer> columns = models.stream().map(records.getFirst()::indexOf).toList();
    Map<String, Double> failures = new HashMap<>();
    for (List<String> row : records.subList(1, records.size())) {
      int run = 0;
      int failed = 0;
      for (int column : columns) {
        if (column >= 0 && !row.get(column).isEmpty()) {
          run++;
          failed += row.get(column).equals("1") ? 0 : 1;
        }
      }
      if (run > 0) {
        failures.put(row.getFirst(), (double) failed / run);
      }
    }
    return failures;
  }
}
