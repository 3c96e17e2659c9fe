package dev.interlock.eval.cache;

import dev.interlock.equivalence.PairCheck;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.reuse.ReuseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Streams, each with the second check or without: whether the promise is kept, at what hits, beside
 * fixed thresholds. What is chosen is chosen on the other half. One thread.
 */
final class StreamEvaluation {
  private static final List<Double> DELTAS = List.of(0.01, 0.02, 0.05);

  /** Further ones, for the curve of hits and errors alone. */
  private static final List<Double> MORE = List.of(0.005, 0.03, 0.1);

  private static final String UNCHECKED = "-unchecked";
  private static final String CHOOSING = "-choosing";

  private final StreamTexts texts;
  private final PairCheck check;
  private final StreamOptions options;
  private final int ownEvidence;
  private final PrintWriter out;
  private final Map<String, List<Asked>> read = new HashMap<>();
  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, FixedThresholds> fixed = new HashMap<>();
  private final Map<String, Object> streams = new LinkedHashMap<>();
  private final Map<String, Object> curves = new LinkedHashMap<>();
  private final Map<String, Object> wrong = new LinkedHashMap<>();

  /** The texts of a set and what is worked out once for all its streams. */
  private record Sent(List<Asked> texts, NearTexts near, PairChance checked) {}

  StreamEvaluation(
      StreamTexts texts, PairCheck check, StreamOptions options, int ownEvidence, PrintWriter out) {
    this.texts = texts;
    this.check = check;
    this.options = options;
    this.ownEvidence = ownEvidence;
    this.out = out;
  }

  /**
   * Sends a stream.
   *
   * @param name of the set, with what happens on the way
   * @param checked whether the second check stands before a hit
   * @param half of which the figures are
   */
  void run(String name, boolean checked, Half half) throws IOException {
    StreamSet set = StreamSet.of(name);
    if (sent(set, half).texts.isEmpty()) {
      return;
    }
    String stream = name + (checked ? "" : UNCHECKED) + (half == Half.CHOOSING ? CHOOSING : "");
    StreamFigures orders = orders(set, half, checked);
    FixedThresholds thresholds = fixed(set, half, checked);
    FixedThresholds other =
        half == Half.CHOOSING || sent(set, Half.CHOOSING).texts.isEmpty()
            ? FixedThresholds.NONE
            : fixed(set, Half.CHOOSING, checked);
    List<Map<String, Object>> bounded = new ArrayList<>();
    for (double delta : DELTAS) {
      List<Result> results = orders.bounded(settings(delta));
      Map<String, Object> figures = StreamFigures.figures(delta, results);
      thresholds.figures(delta, StreamErrors.of(results), other, figures);
      StreamFigures.cold(results, orders.warm(settings(delta)), figures);
      String at = "%s@%s".formatted(stream, delta);
      streams.put(at, figures);
      wrong.put(at, StreamFigures.wrong(results));
      bounded.add(point(delta, results));
      out.printf("%n%s%n", at);
      figures.forEach((key, value) -> out.printf("  %-34s %s%n", key, value));
      out.flush();
    }
    for (double delta : MORE) {
      bounded.add(point(delta, orders.bounded(settings(delta))));
    }
    curves.put(stream, Map.of("bounded", bounded, "static", thresholds.curve()));
  }

  private ReuseSettings settings(double delta) {
    return ReuseSettings.of(delta).withOwnEvidence(ownEvidence);
  }

  private static Map<String, Object> point(double delta, List<Result> results) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("delta", delta);
    point.put("hit_ratio", EvalReport.rounded(StreamErrors.hitRatio(results)));
    point.put("error", EvalReport.rounded(StreamErrors.of(results)));
    return point;
  }

  private StreamFigures orders(StreamSet set, Half half, boolean checked) throws IOException {
    Sent sent = sent(set, half);
    PairChance pairs = checked ? sent.checked : PairChance.NONE;
    return new StreamFigures(set, sent.texts, sent.near, options.most(), options.seed(), pairs);
  }

  /** They wait for no verdict, so that late ones change nothing. */
  private FixedThresholds fixed(StreamSet set, Half half, boolean checked) throws IOException {
    String key = "%s %s %s %s".formatted(set.texts(), set.drifts(), half, checked);
    FixedThresholds known = fixed.get(key);
    if (known == null) {
      known = orders(set, half, checked).fixed();
      fixed.put(key, known);
    }
    return known;
  }

  private Sent sent(StreamSet set, Half half) throws IOException {
    String key = set.texts() + " " + half;
    Sent known = sent.get(key);
    if (known == null) {
      List<Asked> asked = read(set.texts(), half);
      known = new Sent(asked, NearTexts.of(asked), new CheckedPairs(check, asked));
      sent.put(key, known);
    }
    return known;
  }

  private List<Asked> read(String set, Half half) throws IOException {
    String key = set + " " + half;
    List<Asked> known = read.get(key);
    if (known == null) {
      known = texts.read(set, half);
      read.put(key, known);
    }
    return known;
  }

  /** Writes what there is so far. */
  void report(CacheReport report) throws IOException {
    report.merge(Map.of("streams", streams, "curves", curves));
    report.mergeWrong(wrong);
  }

  /** The vectors of all texts of a half. */
  List<float[]> vectors(Half half) throws IOException {
    List<float[]> vectors = new ArrayList<>();
    for (String set :
        options.sets().stream().map(name -> StreamSet.of(name).texts()).distinct().toList()) {
      read(set, half).forEach(asked -> vectors.add(asked.vector()));
    }
    return vectors;
  }
}
