package dev.interlock.eval.pii;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text in which the places of personal data are known.
 *
 * @param text the text; never logged
 * @param marks what is where
 */
record MarkedText(String text, List<Mark> marks) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  MarkedText {
    marks = List.copyOf(marks);
  }

  /**
   * A place.
   *
   * @param kind lower-case name of a kind
   * @param start its first character
   * @param end after its last
   */
  record Mark(String kind, int start, int end) {
    boolean overlaps(Mark other) {
      return kind.equals(other.kind) && start < other.end && other.start < end;
    }
  }

  /** Reads JSONL: {@code {"text": "...", "spans": [{"start": 3, "end": 11, "type": "EMAIL"}]}}. */
  static List<MarkedText> read(Path file) throws IOException {
    List<MarkedText> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        try {
          rows.add(row(JSON.readTree(line)));
        } catch (JacksonException e) {
          throw new IOException(
              file + ":" + number + ": not a row (expected: {\"text\": ..., \"spans\": [...]})", e);
        }
      }
    }
    return rows;
  }

  private static MarkedText row(JsonNode row) {
    List<Mark> marks = new ArrayList<>();
    for (JsonNode span : row.path("spans")) {
      marks.add(
          new Mark(
              span.get("type").asString().toLowerCase(Locale.ROOT),
              span.get("start").asInt(),
              span.get("end").asInt()));
    }
    return new MarkedText(row.required("text").asString(), marks);
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "MarkedText" + marks;
  }
}
