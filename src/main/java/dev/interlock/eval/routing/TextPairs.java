package dev.interlock.eval.routing;

import dev.interlock.outcome.OutcomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads pairs of texts. */
final class TextPairs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TextPairs() {}

  /**
   * Pairs that mean the same, from JSONL: {@code {"a": "...", "b": "...", "same": true}}. Those
   * with {@code "same": false} are left out.
   *
   * @throws OutcomeException if a line cannot be understood; the message names file and line
   */
  static List<TextPair> read(Path file) throws IOException {
    var pairs = new ArrayList<TextPair>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode row = tree(line, file + ":" + number);
      String one = row.path("a").asString("");
      String other = row.path("b").asString("");
      if (one.isBlank() || other.isBlank()) {
        throw new OutcomeException(file + ":" + number + ": a or b: missing (expected: two texts)");
      }
      if (row.path("same").asBoolean(true)) {
        pairs.add(new TextPair(one, other));
      }
    }
    if (pairs.isEmpty()) {
      throw new OutcomeException(file + ": no pairs (expected: texts that mean the same)");
    }
    return pairs;
  }

  private static JsonNode tree(String line, String where) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw new OutcomeException(where + ": not JSON (expected: one object a line)");
    }
  }

  /** The public paraphrases in the data directory {@code root}. */
  static List<TextPair> paraphrases(Path root) throws IOException {
    var pairs = new ArrayList<TextPair>();
    for (JsonNode row : json(root.resolve("12-paraphrases/paraphrases.json"))) {
      pairs.add(new TextPair(row.path("origin").asString(""), row.path("similar").asString("")));
    }
    return pairs;
  }

  /** First and second turn of MT-Bench's conversations in the data directory {@code root}. */
  static List<TextPair> turns(Path root) throws IOException {
    var pairs = new ArrayList<TextPair>();
    for (String line :
        Files.readAllLines(root.resolve("01-routellm-eval/mt_bench_question.jsonl"))) {
      if (!line.isBlank()) {
        JsonNode turns = JSON.readTree(line).path("turns");
        pairs.add(new TextPair(turns.path(0).asString(""), turns.path(1).asString("")));
      }
    }
    return pairs;
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(Files.readAllBytes(file));
  }
}
