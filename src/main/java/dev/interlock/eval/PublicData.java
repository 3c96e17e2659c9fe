package dev.interlock.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public data sets in the layout of the data directory; see each folder's SOURCE file. */
public final class PublicData {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The categories of the task-type sources, as the seven types this project tells apart. */
  private static final Map<String, String> TASK_TYPES =
      Map.ofEntries(
          Map.entry("coding", "coding"),
          Map.entry("math", "math"),
          Map.entry("writing", "writing"),
          Map.entry("creative_writing", "writing"),
          Map.entry("roleplay", "roleplay"),
          Map.entry("reasoning", "reasoning"),
          Map.entry("common-sense", "reasoning"),
          Map.entry("fermi", "reasoning"),
          Map.entry("counterfactual", "reasoning"),
          Map.entry("stem", "knowledge"),
          Map.entry("humanities", "knowledge"),
          Map.entry("knowledge", "knowledge"),
          Map.entry("generic", "knowledge"),
          Map.entry("extraction", "extraction"));

  private final Path root;

  public PublicData(Path root) {
    this.root = root;
  }

  /**
   * CLINC150, official splits: out-of-scope rows have no label. The validation rows stay unused.
   */
  public Corpus clinc150() throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(root.resolve("07-clinc150/data_full.json")));
    List<LabelledText> train = new ArrayList<>(clinc(json.path("train")));
    train.addAll(clinc(json.path("oos_train")));
    List<LabelledText> test = new ArrayList<>(clinc(json.path("test")));
    test.addAll(clinc(json.path("oos_test")));
    return new Corpus("clinc150", train, test);
  }

  /** CLINC150 judged on its validation rows: for choosing settings. */
  public Corpus clinc150Validation() throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(root.resolve("07-clinc150/data_full.json")));
    List<LabelledText> test = new ArrayList<>(clinc(json.path("val")));
    test.addAll(clinc(json.path("oos_val")));
    return new Corpus("clinc150_validation", clinc150().train(), test);
  }

  /** HWU64, first fold. */
  public Corpus hwu64() throws IOException {
    return labelled("hwu64", "09-hwu64");
  }

  /** SNIPS, 2017 split. */
  public Corpus snips() throws IOException {
    return labelled("snips", "10-snips");
  }

  /** The fourteen MMLU-Pro categories, question text alone, split by text hash. */
  public Corpus domains() throws IOException {
    List<LabelledText> rows = new ArrayList<>();
    for (JsonNode row : jsonLines("03-mmlupro-multimodel/questions.jsonl")) {
      rows.add(
          new LabelledText(
              row.path("question").asString(), Optional.of(row.path("category").asString())));
    }
    return Corpus.byHash("domains", rows);
  }

  /** Seven task types from labelled prompt collections, split by text hash. */
  public Corpus taskTypes() throws IOException {
    List<LabelledText> rows = new ArrayList<>();
    for (String file : List.of("mt_bench_question.jsonl", "vicuna_bench_question.jsonl")) {
      for (JsonNode row : jsonLines("11-task-type-prompts/" + file)) {
        addTask(rows, row.path("turns").path(0).asString(""), row.path("category").asString(""));
      }
    }
    for (JsonNode row : jsonLines("11-task-type-prompts/arena_hard_v2.0_question.jsonl")) {
      addTask(rows, row.path("prompt").asString(""), row.path("subcategory").asString(""));
    }
    for (JsonNode row : jsonLines("11-task-type-prompts/HumanEval.jsonl")) {
      addTask(rows, row.path("prompt").asString(""), "coding");
    }
    for (JsonNode row : jsonLines("11-task-type-prompts/self_instruct_seed_tasks.jsonl")) {
      if (row.path("is_classification").asBoolean(false)) {
        String input = row.path("instances").path(0).path("input").asString("");
        addTask(rows, (row.path("instruction").asString("") + "\n" + input).strip(), "extraction");
      }
    }
    return Corpus.byHash("task_type", rows);
  }

  private static void addTask(List<LabelledText> rows, String text, String category) {
    String type = TASK_TYPES.get(category);
    if (type != null && !text.isBlank()) {
      rows.add(new LabelledText(text, Optional.of(type)));
    }
  }

  private static List<LabelledText> clinc(JsonNode rows) {
    List<LabelledText> texts = new ArrayList<>();
    for (JsonNode row : rows) {
      String label = row.path(1).asString();
      texts.add(
          new LabelledText(
              row.path(0).asString(), label.equals("oos") ? Optional.empty() : Optional.of(label)));
    }
    return texts;
  }

  private Corpus labelled(String name, String folder) throws IOException {
    return new Corpus(name, csv(folder + "/train.csv"), csv(folder + "/test.csv"));
  }

  private List<LabelledText> csv(String file) throws IOException {
    return Csv.read(root.resolve(file)).stream()
        .skip(1)
        .filter(row -> row.size() == 2)
        .map(row -> new LabelledText(row.get(0), Optional.of(row.get(1))))
        .toList();
  }

  List<JsonNode> jsonLines(String file) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(root.resolve(file))) {
      if (!line.isBlank()) {
        rows.add(JSON.readTree(line));
      }
    }
    return rows;
  }
}
