package dev.interlock.eval.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people ask assistants: CLINC150 by intent, thinned out. Intents differ, answers too. */
final class Utterances {
  private static final int OF = 8;

  private Utterances() {}

  /**
   * Every eighth row, by intent.
   *
   * @param rows {@code train}, {@code val} or {@code test}
   */
  static SortedMap<String, List<String>> read(Path data, String rows) throws IOException {
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(Files.readAllBytes(data.resolve("07-clinc150/data_full.json")));
    var intents = new TreeMap<String, List<String>>();
    int n = 0;
    for (JsonNode row : json.path(rows)) {
      if (n++ % OF == 0) {
        intents
            .computeIfAbsent(row.path(1).asString(""), intent -> new ArrayList<>())
            .add(row.path(0).asString(""));
      }
    }
    return intents;
  }
}
