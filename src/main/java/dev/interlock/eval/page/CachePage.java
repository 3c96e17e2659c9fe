package dev.interlock.eval.page;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The report on the cache as one page: whether promises are kept, at what hits, beside fixed
 * thresholds; traps; and every wrong hit with both texts, which are those of public sets.
 */
public final class CachePage {
  private static final String INTRODUCTION =
      "An answer is wrong for a request of another class, another paraphrase or another trap. The error is wrong hits ÷ hits, over all orders; its bound is one-sided"
          + " 95 %, and too low by an unknown amount, for orders share their texts. Constants and thresholds were chosen on other texts than these, but for those fixed in hindsight."
          + " Drift: a tenth of the answers changes midway, with nothing said about it. Late: verdicts come 200 requests later.";

  private static final String LEGEND =
      """
      <div class="legend"><span><i class="router"></i>bounded by δ, and the spread of the orders</span>\
      <span><i class="constant"></i>fixed thresholds on the similarity</span>\
      <span>dashed: δ</span></div>
      """;

  private CachePage() {}

  /**
   * The page.
   *
   * @param report the figures of {@code eval cache}
   * @param wrong the wrong hits, by stream and δ
   */
  public static String of(JsonNode report, JsonNode wrong) {
    var out = new HtmlPage("Answers used again, measured");
    out.raw("<p>" + INTRODUCTION + "</p>\n");
    tiles(out, report);
    JsonNode streams = report.path("streams");
    if (!streams.isEmpty()) {
      promises(out, streams);
      thresholds(out, streams);
      cold(out, streams);
      for (String set : CacheNames.sets(streams)) {
        stream(out, set, streams, report.path("curves").path(set));
      }
    }
    TrapTables.write(out, report);
    WrongHits.write(out, report, wrong);
    return out.end();
  }

  private static void tiles(HtmlPage out, JsonNode report) {
    out.raw("<div class=\"tiles\">\n");
    JsonNode streams = report.path("streams");
    if (!streams.isEmpty()) {
      long kept = streams.valueStream().filter(one -> CacheNames.kept(one).equals("yes")).count();
      long open =
          streams.valueStream().filter(one -> !CacheNames.kept(one).equals("no hits")).count();
      out.tile(
          kept + " of " + open,
          "streams × δ that have hits show an error of at most δ at 95 %; "
              + (streams.size() - open)
              + " have none");
    }
    if (report.has("pairs")) {
      JsonNode pairs = report.path("pairs");
      out.tile(
          Figure.plain(pairs, "auc"),
          "ROC-AUC of the pair head on pairs never seen; cosine alone "
              + Figure.plain(pairs, "auc_cosine"));
    }
    if (report.has("traps")) {
      JsonNode traps = report.path("traps");
      out.tile(
          Figure.percent(traps, "wrong_hit_share"),
          "of the hits among generated traps are wrong, of "
              + Figure.count(traps, "hits")
              + "; at most "
              + Figure.percent(traps, "upper95"));
    }
    if (report.has("lookup_100k")) {
      JsonNode lookups = report.path("lookup_100k");
      out.tile(
          Figure.count(lookups, "p99_us") + " µs",
          "p99 of a lookup in 100,000 entries, p50 "
              + Figure.count(lookups, "p50_us")
              + " µs; without what others on the machine took, p99 "
              + Figure.count(lookups, "p99_cpu_us")
              + " µs; recall "
              + Figure.plain(lookups, "recall"));
    }
    out.raw("</div>\n");
  }

  private static void promises(HtmlPage out, JsonNode streams) {
    out.section(
        "Promises",
        "Whether at most δ of the hits are wrong. Above δ: orders whose own error is, which may be luck. Of requests: wrong hits ÷ requests, as other papers count.");
    out.table(
        "stream",
        "δ",
        "kept",
        "error",
        "upper 95 %",
        "worst order",
        "above δ",
        "of requests",
        "hits");
    for (var stream : streams.properties()) {
      JsonNode figures = stream.getValue();
      out.row(
          CacheNames.title(stream.getKey()),
          CacheNames.delta(figures),
          CacheNames.kept(figures),
          Figure.fineWithInterval(figures, "error"),
          Figure.fineWithInterval(figures, "error_upper95"),
          figures.path("hits").asInt() > 0
              ? Figure.fineWithInterval(figures, "error_worst_order")
              : "–",
          Figure.count(figures, "orders_above_delta") + " of " + Figure.count(figures, "orders"),
          Figure.fineWithInterval(figures, "error_of_requests"),
          Figure.percent(figures, "hit_ratio"));
    }
    out.endTable().endSection();
  }

  private static void thresholds(HtmlPage out, JsonNode streams) {
    out.section(
        "Fixed thresholds",
        "Hits of one threshold, without cold cost: the best that keeps δ in hindsight, of .80 to .99 and of .50 to .99; the best in hindsight with no more errors than were made here;"
            + " and the one with the most hits of those that keep δ on other classes, with its error here.");
    out.table(
        "stream",
        "δ",
        "hits here",
        ".80 to .99",
        ".50 to .99",
        "at this error",
        "chosen elsewhere",
        "its error",
        "above δ");
    for (var stream : streams.properties()) {
      JsonNode figures = stream.getValue();
      out.row(
          CacheNames.title(stream.getKey()),
          CacheNames.delta(figures),
          Figure.percent(figures, "hit_ratio"),
          at(figures, "best_static"),
          at(figures, "best_static_wide"),
          at(figures, "same_error_static"),
          at(figures, "chosen_static"),
          Figure.fineWithInterval(figures, "chosen_static_error"),
          Figure.count(figures, "chosen_static_orders_above_delta")
              + " of "
              + Figure.count(figures, "orders"));
    }
    out.endTable().endSection();
  }

  private static String at(JsonNode figures, String name) {
    String hits = Figure.percent(figures, name + "_hit_ratio");
    return figures.path(name + "_hit_ratio").asDouble() > 0
        ? hits + " (" + Figure.plain(figures, name + "_threshold").substring(1, 4) + ")"
        : hits;
  }

  private static void cold(HtmlPage out, JsonNode streams) {
    out.section(
        "Cold cost",
        "What learning costs: requests before the first hit (median of the orders), and the hits that an empty cache has more in a scope that has learnt from another order of the same texts.");
    out.table(
        "stream",
        "δ",
        "first hit",
        "requests",
        "orders without hits",
        "hits",
        "hits if warm",
        "error if warm",
        "hits lost an order");
    for (var stream : streams.properties()) {
      JsonNode figures = stream.getValue();
      out.row(
          CacheNames.title(stream.getKey()),
          CacheNames.delta(figures),
          CacheNames.firstHit(figures),
          Figure.count(figures, "requests"),
          Figure.count(figures, "orders_without_hits"),
          Figure.percent(figures, "hit_ratio"),
          Figure.percent(figures, "warm_hit_ratio"),
          Figure.fineWithInterval(figures, "warm_error"),
          Figure.count(figures, "hits_lost_cold"));
    }
    out.endTable().endSection();
  }

  private static void stream(HtmlPage out, String set, JsonNode streams, JsonNode curves) {
    String title = CacheNames.title(set);
    List<JsonNode> deltas = CacheNames.of(streams, set);
    boolean any = deltas.stream().anyMatch(one -> one.path("hits").asInt() > 0);
    out.section(
        title,
        any
            ? "Twenty orders, each from an empty cache."
            : "Nothing was reused at these δ: too little was right to show that δ would be kept.");
    out.raw(LEGEND);
    if (any) {
      out.raw("<div class=\"plots threes\">\n");
      for (JsonNode figures : deltas) {
        String name = "δ = " + CacheNames.delta(figures);
        if (figures.path("hits").asInt() > 0) {
          out.figure(name, CachePlots.error(title + ", " + name, figures), "Error so far.");
        } else {
          out.raw("<figure><h3>" + name + "</h3><p>No hits.</p></figure>\n");
        }
      }
      out.raw("</div>\n");
    }
    out.raw("<div class=\"plots\">\n");
    out.figure(
        "Precision over hit ratio",
        CachePlots.precision(title, curves),
        "Fixed thresholds know no cold beginning; hits of the bound include it.");
    if (any) {
      out.figure("Hits over the stream", CachePlots.hits(title, deltas), "Of each twentieth.");
    }
    out.raw("</div>\n").endSection();
  }
}
