package dev.interlock.outcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
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
 * a tie as one half for both. What else stands in a line is for {@link OutcomeWriter}.
 */
public final class OutcomeFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OutcomeFile() {}

  /**
   * The rows of {@code file}, in its order.
   *
   * @throws OutcomeException if a line cannot be understood
   */
  public static List<OutcomeRow> read(Path file) throws IOException {
    var rows = new ArrayList<OutcomeRow>();
    int number = 0;
    try (var lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          row(line, file + ":" + number).ifPresent(rows::add);
        }
      }
    }
    return rows;
  }

  /** The rows of all of {@code files}, one file after the other. */
  public static List<OutcomeRow> read(List<Path> files) throws IOException {
    var rows = new ArrayList<OutcomeRow>();
    for (Path file : files) {
      rows.addAll(read(file));
    }
    return rows;
  }

  /** Empty for a prompt of which the line says why no model has an outcome. */
  private static Optional<OutcomeRow> row(String line, String where) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new OutcomeException(where + ": not JSON (expected: one object a line)");
    }
    String prompt = node.path("prompt").asString("");
    if (prompt.isEmpty()) {
      throw new OutcomeException(where + ": prompt: missing (expected: the text that was asked)");
    }
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
