package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The report on the cache, which several commands write their parts of. */
final class CacheReport {
  private CacheReport() {}

  /** Puts {@code figures} in place of those of the same names; what else is there stays. */
  static void merge(Path file, Map<String, Object> figures) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    if (Files.exists(file)) {
      all.putAll(
          JsonMapper.builder()
              .build()
              .readValue(
                  Files.readAllBytes(file), new TypeReference<LinkedHashMap<String, Object>>() {}));
    }
    all.putAll(figures);
    EvalReport.write(file, all);
  }

  /** Prints {@code figures} but for the lists of texts. */
  static void print(Map<String, Object> figures, PrintWriter console) {
    print(figures, console, "");
    console.flush();
  }

  private static void print(Map<?, ?> figures, PrintWriter console, String indent) {
    figures.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            console.printf("%s%s%n", indent, name);
            print(inner, console, indent + "  ");
          } else if (value instanceof List<?> texts) {
            console.printf("%s%s: %d, listed in the report%n", indent, name, texts.size());
          } else {
            console.printf("%s%-32s %s%n", indent, name, value);
          }
        });
  }
}
