package dev.interlock.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody found out about answers: a judge, a test, a user. */
public final class Outcomes {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Outcomes() {}

  /**
   * Whether answers were good enough, by decision id; of several about one the last counts.
   *
   * @param jsonLines objects with {@code id}, a text, and {@code passed}, true or false
   * @throws IOException if a line is anything else
   */
  public static Map<String, Boolean> read(Path jsonLines) throws IOException {
    var passed = new HashMap<String, Boolean>();
    try (BufferedReader reader = Files.newBufferedReader(jsonLines)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, jsonLines + ":" + number, passed);
        }
      }
    }
    return Map.copyOf(passed);
  }

  private static void add(String line, String place, Map<String, Boolean> to) throws IOException {
    try {
      JsonNode outcome = JSON.readTree(line);
      if (outcome.path("id").isString() && outcome.path("passed").isBoolean()) {
        to.put(outcome.get("id").asString(), outcome.get("passed").asBoolean());
        return;
      }
    } catch (JacksonException _) {
      // Said below.
    }
    throw new IOException(
        place + ": not an outcome (expected: {\"id\": \"...\", \"passed\": true or false})");
  }
}
