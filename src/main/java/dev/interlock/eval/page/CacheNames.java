package dev.interlock.eval.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What streams of the report on the cache are called on pages. */
final class CacheNames {
  private static final Map<String, String> SETS =
      Map.of(
          "clinc150", "CLINC150",
          "hwu64", "HWU64",
          "snips", "SNIPS",
          "paraphrases", "Paraphrases",
          "traps", "Generated traps");

  private static final Map<String, String> SUFFIXES =
      Map.of(
          "drift", "drift",
          "late", "late verdicts",
          "unchecked", "without the second check",
          "choosing", "the half that constants were chosen on");

  private CacheNames() {}

  /** A stream by its name in the report, with or without a δ. */
  static String title(String stream) {
    String[] words = set(stream).split("-", -1);
    var title = new StringBuilder(SETS.getOrDefault(words[0], words[0]));
    for (int i = 1; i < words.length; i++) {
      title.append(", ").append(SUFFIXES.getOrDefault(words[i], words[i]));
    }
    return title.toString();
  }

  /** The stream without its δ. */
  static String set(String stream) {
    int at = stream.lastIndexOf('@');
    return at < 0 ? stream : stream.substring(0, at);
  }

  /** A δ as it is written. */
  static String delta(JsonNode figures) {
    return String.format(Locale.ROOT, "%.3f", figures.path("delta").asDouble())
        .replaceAll("0$", "")
        .replaceFirst("^0", "");
  }

  /** Those of {@code streams} whose names begin so, in their order. */
  static List<JsonNode> of(JsonNode streams, String set) {
    return streams.properties().stream()
        .filter(stream -> set(stream.getKey()).equals(set))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Sets in the order of the report. */
  static List<String> sets(JsonNode streams) {
    return streams.propertyNames().stream().map(CacheNames::set).distinct().toList();
  }

  /** Requests before the first hit; a dash where half of the orders have none. */
  static String firstHit(JsonNode figures) {
    return figures.path("first_hit_median").equals(figures.path("requests"))
        ? "–"
        : Figure.count(figures, "first_hit_median");
  }

  /** Whether the bound on the error shows that δ is kept. */
  static String kept(JsonNode figures) {
    if (!figures.path("error").isNumber()) {
      return "no hits";
    }
    double delta = figures.path("delta").asDouble();
    if (figures.path("error").asDouble() > delta) {
      return "no";
    }
    return figures.path("error_upper95").asDouble(1) <= delta ? "yes" : "not shown";
  }
}
