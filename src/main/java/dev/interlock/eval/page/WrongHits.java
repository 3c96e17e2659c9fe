package dev.interlock.eval.page;

import static dev.interlock.eval.chart.Markup.escaped;

import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Every wrong hit with both texts: once for two texts, folded up by stream. */
final class WrongHits {
  private WrongHits() {}

  static void write(HtmlPage out, JsonNode report, JsonNode streams) {
    out.section(
        "Every wrong hit",
        "By stream and δ: both texts, in how many orders the later one got the earlier one's answer, and how similar they are. Then pairs and traps that the second check takes for the same.");
    List<String> none =
        streams.properties().stream()
            .filter(stream -> stream.getValue().isEmpty())
            .map(stream -> name(stream.getKey()))
            .toList();
    if (!none.isEmpty()) {
      out.raw("<p>None: " + escaped(String.join("; ", none)) + ".</p>\n");
    }
    for (var stream : streams.properties()) {
      if (stream.getValue().isEmpty()) {
        continue;
      }
      long hits =
          StreamSupport.stream(stream.getValue().spliterator(), false)
              .mapToLong(row -> row.path("orders").asLong())
              .sum();
      open(
          out,
          name(stream.getKey()),
          String.format(
              Locale.ROOT, ": %,d wrong hits, %,d pairs of texts", hits, stream.getValue().size()));
      out.raw("<tr><th>asked earlier</th><th>asked now</th><th>orders</th><th>cosine</th></tr>\n");
      for (JsonNode row : stream.getValue()) {
        out.row(
            row.path("earlier").asString(""),
            row.path("now").asString(""),
            Figure.count(row, "orders"),
            Figure.plain(row, "similarity"));
      }
      out.raw("</table></details>\n");
    }
    pairs(out, "Pairs of strangers", report.path("pairs").path("wrong_hits"));
    pairs(out, "Pairs of your own", report.path("own_pairs").path("wrong_hits"));
    pairs(out, "Traps", report.path("traps").path("wrong_hit_texts"));
    pairs(
        out,
        "Traps in further questions",
        report.path("traps_judged_once").path("wrong_hit_texts"));
    out.endSection();
  }

  private static String name(String stream) {
    return CacheNames.title(stream) + " at δ " + stream.substring(stream.lastIndexOf('@') + 1);
  }

  private static void pairs(HtmlPage out, String title, JsonNode rows) {
    if (!rows.isArray()) {
      return;
    }
    open(out, title, String.format(Locale.ROOT, ": %,d taken for the same", rows.size()));
    out.raw("<tr><th>one</th><th>the other</th><th>kind</th><th>chance</th></tr>\n");
    for (JsonNode row : rows) {
      out.row(
          row.path("a").asString(""),
          row.path("b").asString(""),
          row.path("kind").asString(""),
          row.path("chance").asString(""));
    }
    out.raw("</table></details>\n");
  }

  private static void open(HtmlPage out, String title, String rest) {
    out.raw("<details><summary><b>" + escaped(title) + "</b>" + escaped(rest) + "</summary>\n");
    out.raw("<table class=\"texts\">");
  }
}
