package dev.interlock.eval.cache;

import dev.interlock.outcome.OutcomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads an operator's pairs. */
final class PairFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PairFile() {}

  /**
   * Pairs from JSONL: {@code {"a": "...", "b": "...", "same": true}}.
   *
   * @throws OutcomeException if a line cannot be understood; the message names file and line
   */
  static List<TextPair> read(Path file) throws IOException {
    List<TextPair> pairs = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode row = tree(line, file + ":" + number);
      String one = row.path("a").asString("");
      String other = row.path("b").asString("");
      if (one.isBlank() || other.isBlank() || !row.path("same").isBoolean()) {
        throw new OutcomeException(
            file + ":" + number + ": a, b or same: missing (expected: two texts, true or false)");
      }
      pairs.add(new TextPair(one, other, row.path("same").asBoolean(false), "own", true));
    }
    boolean both =
        pairs.stream().anyMatch(TextPair::same) && !pairs.stream().allMatch(TextPair::same);
    if (!both) {
      throw new OutcomeException(
          file + ": nothing to tell apart (expected: pairs that are the same, and others)");
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
}
