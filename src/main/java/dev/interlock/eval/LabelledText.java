package dev.interlock.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text and the class it belongs to; none if it is out of scope.
 *
 * @param text the text; never logged
 * @param label its class
 */
public record LabelledText(String text, Optional<String> label) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads JSONL: {@code {"text": "...", "label": "..."}}, no label or null for out of scope. */
  static List<LabelledText> read(Path file) throws IOException {
    List<LabelledText> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      JsonNode row;
      try {
        row = JSON.readTree(line);
      } catch (JacksonException e) {
        throw new IOException(
            file + ":" + number + ": not JSON (expected: {\"text\": ..., \"label\": ...})", e);
      }
      if (!row.path("text").isString()) {
        throw new IOException(file + ":" + number + ": text: missing (expected: a string)");
      }
      JsonNode label = row.path("label");
      rows.add(
          new LabelledText(
              row.path("text").asString(),
              label.isString() ? Optional.of(label.asString()) : Optional.empty()));
    }
    return rows;
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "LabelledText[label=" + label.orElse("-") + "]";
  }
}
