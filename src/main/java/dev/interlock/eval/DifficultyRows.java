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
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/**
 * What one class of models made of public prompts, and weak labels for everyday requests and for
 * prompts chosen for being hard. Prompts that also occur in the two-model evaluation set are left
 * out, so that it can still be tested on.
 */
final class DifficultyRows {
  /**
   * Tasks of the nine-model set that are graded by overlap with a short reference: models of seven
   * times the size score no better there, so a low score says nothing about a small model.
   */
  private static final Set<String> UNGRADABLE = Set.of("trivia_qa", "natural_qa");

  private static final double CHARACTERS_A_TOKEN = 4;

  private final Path root;
  private final PublicData data;
  private final ModelClass models;

  /**
   * @param models whose answers are meant
   */
  DifficultyRows(Path root, ModelClass models) {
    this.root = root;
    this.data = new PublicData(root);
    this.models = models;
  }

  /**
   * A prompt and the share of models that failed on it.
   *
   * @param source where it is from
   * @param text the prompt; never logged
   * @param insufficient in [0, 1]
   * @param graded whether answers were graded; else the label is weak
   * @param outputTokens mean length of their answers; NaN: unknown
   */
  record Row(String source, String text, double insufficient, boolean graded, double outputTokens) {
    /** A prompt that nobody graded, with a weak label. */
    static Row weak(String source, String text, double insufficient) {
      return new Row(source, text, insufficient, false, Double.NaN);
    }

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
        all.add(Row.weak("arena_hard", row.path("prompt").asString(""), models.hard()));
      }
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/arena_hard_v0.1_question.jsonl")) {
      all.add(Row.weak("arena_hard", row.path("prompt").asString(""), models.hard()));
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/vicuna_bench_question.jsonl")) {
      all.add(Row.weak("simple", row.path("turns").path(0).asString(""), models.simple()));
    }
    for (JsonNode row : data.jsonLines("11-task-type-prompts/self_instruct_seed_tasks.jsonl")) {
      String input = row.path("instances").path(0).path("input").asString("");
      String text = (row.path("instruction").asString("") + "\n" + input).strip();
      all.add(Row.weak("simple", text, models.simple()));
    }
    everyday.forEach(row -> all.add(Row.weak("everyday", row.text(), models.everyday())));
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
      for (String model : models.of02()) {
        sum += 1 - row.path("scores").path(model).asDouble(0);
      }
      rows.add(
          new Row(
              "mixed_tasks",
              row.path("prompt").asString(""),
              sum / models.of02().size(),
              true,
              Double.NaN));
    }
  }

  private void addGraded03(List<Row> rows, Set<String> reserved) throws IOException {
    Map<String, Double> failed = failures("03-mmlupro-multimodel/correct.csv", models.of03());
    Map<String, Double> lengths =
        means("03-mmlupro-multimodel/out_chars.csv", models.of03(), Double::parseDouble);
    for (JsonNode row : data.jsonLines("03-mmlupro-multimodel/questions.jsonl")) {
      Double insufficient = failed.get(row.path("id").asString(""));
      String question = row.path("question").asString("");
      if (insufficient != null && !reserved.contains(TextHash.normalized(question))) {
        var text = new StringBuilder(question);
        char letter = 'A';
        for (JsonNode option : row.path("options")) {
          text.append('\n').append(letter++).append(". ").append(option.asString(""));
        }
        rows.add(
            new Row(
                "mmlu_pro",
                text.toString(),
                insufficient,
                true,
                lengths.getOrDefault(row.path("id").asString(""), Double.NaN)
                    / CHARACTERS_A_TOKEN));
      }
    }
  }

  private void addGraded04(List<Row> rows) throws IOException {
    Map<String, Double> failed = failures("04-zeroeval-multimodel/correct.csv", models.of04());
    Map<String, Double> lengths =
        means("04-zeroeval-multimodel/out_chars.csv", models.of04(), Double::parseDouble);
    for (JsonNode row : data.jsonLines("04-zeroeval-multimodel/prompts.jsonl")) {
      Double insufficient = failed.get(row.path("id").asString(""));
      if (insufficient != null) {
        rows.add(
            new Row(
                row.path("task").asString(""),
                row.path("prompt").asString(""),
                insufficient,
                true,
                lengths.getOrDefault(row.path("id").asString(""), Double.NaN)
                    / CHARACTERS_A_TOKEN));
      }
    }
  }

  /** By prompt id, the share of {@code models} that failed, of those that were run. */
  private Map<String, Double> failures(String file, List<String> models) throws IOException {
    return means(file, models, cell -> cell.equals("1") ? 0 : 1);
  }

  /** By prompt id, the mean over {@code models}, of those that were run. */
  private Map<String, Double> means(
      String file, List<String> models, ToDoubleFunction<String> value) throws IOException {
    List<List<String>> records = Csv.read(root.resolve(file));
    List<Integer> columns = models.stream().map(records.getFirst()::indexOf).toList();
    Map<String, Double> means = new HashMap<>();
    for (List<String> row : records.subList(1, records.size())) {
      columns.stream()
          .filter(column -> column >= 0 && !row.get(column).isEmpty())
          .mapToDouble(column -> value.applyAsDouble(row.get(column)))
          .average()
          .ifPresent(mean -> means.put(row.getFirst(), mean));
    }
    return means;
  }
}
