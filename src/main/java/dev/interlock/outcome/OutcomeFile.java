package dev.interlock.outcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads outcome files: JSONL, one prompt a line.
 *
 * <pre>{"prompt": "...", "task": "optional", "outcomes": {"a": {"score": 0.7, "cost": 0.0021}}}
 * {"prompt": "...", "winner": "a", "loser": "b"}
 * {"prompt": "...", "tie": ["a", "b"]}</pre>
 *
 * <p>Scores are in [0, 1], costs in USD; {@code output_tokens} may stand beside them. A preference
 * (as in RouteLLM, arXiv 2406.18665) counts as a score of 1 for the winner and 0 for the loser, and
 * a tie as one half for both. Lines with the same {@code id} and prompt are one prompt, whatever
 * their order. What else stands in a line is for {@link OutcomeWriter}.
 */
public final class OutcomeFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of several outcomes of one model: one with a score, the lowest, and of equal ones the rest. */
  private static final Comparator<Outcome> FIRST =
      Comparator.<Outcome>comparingDouble(each -> each.score().orElse(Double.MAX_VALUE))
          .thenComparingDouble(each -> each.costUsd().orElse(Double.MAX_VALUE))
          .thenComparingDouble(each -> each.outputTokens().orElse(Double.MAX_VALUE));

  private OutcomeFile() {}

  /**
   * The rows of {@code file}, in its order.
   *
   * @throws OutcomeException if a line cannot be understood
   */
  public static List<OutcomeRow> read(Path file) throws IOException {
    return read(List.of(file));
  }

  /**
   * The rows of all of {@code files}, one file after the other. Lines with the same {@code id} and
   * prompt are one row, where the first of them stands.
   *
   * @throws OutcomeException if a line cannot be understood
   */
  public static List<OutcomeRow> read(List<Path> files) throws IOException {
    var rows = new LinkedHashMap<String, OutcomeRow>();
    int all = 0;
    for (Path file : files) {
      int number = 0;
      try (var lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          number++;
          all++;
          if (line.isBlank()) {
            continue;
          }
          String where = file + ":" + number;
          JsonNode node = tree(line, where);
          String id = node.path("id").asString("");
          String key = id.isEmpty() ? "line " + all : "id " + id + " " + prompt(node, where);
          row(node, where).ifPresent(row -> rows.merge(key, row, OutcomeFile::merged));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  /**
   * What both say, whichever comes first: of the same model, the lowest score counts, and any more
   * than none.
   */
  private static OutcomeRow merged(OutcomeRow one, OutcomeRow other) {
    var outcomes = new LinkedHashMap<>(one.outcomes());
    other
        .outcomes()
        .forEach(
            (model, outcome) ->
                outcomes.merge(
                    model, outcome, (old, now) -> FIRST.compare(old, now) <= 0 ? old : now));
    Optional<String> task =
        Stream.concat(one.task().stream(), other.task().stream()).min(Comparator.naturalOrder());
    return new OutcomeRow(one.prompt(), task, outcomes);
  }

  private static JsonNode tree(String line, String where) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new OutcomeException(where + ": not JSON (expected: one object a line)");
    }
  }

  /** Empty for a prompt of which the line says why no model has an outcome. */
  private static Optional<OutcomeRow> row(JsonNode node, String where) {
    String prompt = prompt(node, where);
    SequencedMap<String, Outcome> outcomes = outcomes(node, where);
    if (outcomes.isEmpty() && !node.path("missing").isEmpty()) {
      return Optional.empty();
    }
    if (outcomes.isEmpty()) {
      throw new OutcomeException(
          where + ": outcomes: none (expected: outcomes, or winner and loser, or tie)");
    }
    String task = node.path("task").asString("");
    return Optional.of(
        new OutcomeRow(prompt, task.isEmpty() ? Optional.empty() : Optional.of(task), outcomes));
  }

  private static String prompt(JsonNode node, String where) {
    String prompt = node.path("prompt").asString("");
    if (prompt.isEmpty()) {
      throw new OutcomeException(where + ": prompt: missing (expected: the text that was asked)");
    }
    return prompt;
  }

  private static SequencedMap<String, Outcome> outcomes(JsonNode node, String where) {
    var outcomes = new LinkedHashMap<String, Outcome>();
    String winner = node.path("winner").asString("");
    String loser = node.path("loser").asString("");
    if (!winner.isEmpty() && !loser.isEmpty()) {
      outcomes.put(winner, scored(1));
      outcomes.put(loser, scored(0));
    }
    for (JsonNode model : node.path("tie")) {
      outcomes.put(model.asString(""), scored(0.5));
    }
    for (var entry : node.path("outcomes").properties()) {
      outcomes.put(entry.getKey(), outcome(entry.getValue(), where + ": " + entry.getKey()));
    }
    return outcomes;
  }

  private static Outcome scored(double score) {
    return new Outcome(OptionalDouble.of(score), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static Outcome outcome(JsonNode node, String where) {
    return new Outcome(
        number(node, "score", 1, where),
        number(node, "cost", Double.MAX_VALUE, where),
        number(node, "output_tokens", Double.MAX_VALUE, where));
  }

  private static OptionalDouble number(JsonNode node, String name, double most, String where) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalDouble.empty();
    }
    double number = value.isNumber() ? value.asDouble() : -1;
    if (!(number >= 0 && number <= most)) {
      throw new OutcomeException(
          "%s: %s: %s (expected: a number %s)"
              .formatted(where, name, value, most == 1 ? "in [0, 1]" : "of at least 0"));
    }
    return OptionalDouble.of(number);
  }
}
