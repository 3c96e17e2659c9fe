package dev.interlock.eval.cache;

import dev.interlock.eval.EvalReport;
import dev.interlock.eval.page.CachePage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report on the cache, which several commands write their parts of, wrong hits in a file beside
 * it, and the page of both.
 *
 * @param file the report
 * @param page where the page is written
 */
record CacheReport(Path file, Path page) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Figures that are by stream: a run of some streams leaves those of others. */
  private static final List<String> BY_STREAM = List.of("streams", "curves");

  /** Puts {@code figures} in place of those of the same names; what else is there stays. */
  void merge(Map<String, Object> figures) throws IOException {
    ObjectNode all = read(file);
    ObjectNode now = JSON.valueToTree(figures);
    for (Map.Entry<String, JsonNode> figure : now.properties()) {
      if (BY_STREAM.contains(figure.getKey())
          && all.path(figure.getKey()) instanceof ObjectNode earlier
          && figure.getValue() instanceof ObjectNode later) {
        earlier.setAll(later);
      } else {
        all.set(figure.getKey(), figure.getValue());
      }
    }
    write(file, all);
  }

  /** The same of wrong hits, by stream and δ. */
  void mergeWrong(Map<String, Object> hits) throws IOException {
    ObjectNode all = read(wrongHits());
    all.setAll((ObjectNode) JSON.valueToTree(hits));
    write(wrongHits(), all);
  }

  /** Writes the page of what is there. */
  void draw() throws IOException {
    EvalReport.write(page, CachePage.of(read(file), read(wrongHits())));
  }

  private Path wrongHits() {
    return file.resolveSibling("eval-cache-wrong-hits.json");
  }

  private static ObjectNode read(Path file) throws IOException {
    return Files.exists(file)
            && JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode figures
        ? figures
        : JSON.createObjectNode();
  }

  private static void write(Path file, ObjectNode figures) throws IOException {
    EvalReport.write(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
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
