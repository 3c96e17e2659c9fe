package dev.interlock.routing;

import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Meaning;
import dev.interlock.proto.decision.v1.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * What the cache did, or would have done, for people: a line, and those of the nearest question.
 */
final class CacheLines {
  private CacheLines() {}

  static List<String> of(Cache cache) {
    var lines = new ArrayList<String>();
    String age =
        cache.getStatus().contains("hit")
            ? ", " + Sentences.ago(Math.round(cache.getAgeSeconds() * 1000))
            : "";
    String rule = cache.getRule().isEmpty() ? "" : ", by rule '" + cache.getRule() + "'";
    String kept =
        cache.getNotKept().isEmpty() ? "" : "; the answer is not kept: " + cache.getNotKept();
    lines.add("Cache: " + cache.getStatus() + age + rule + kept);
    if (cache.hasMeaning()) {
      meaning(cache.getMeaning(), lines);
    }
    return lines;
  }

  private static void meaning(Meaning meaning, List<String> lines) {
    if (!meaning.getBypass().isEmpty()) {
      lines.add("  questions that mean the same are not looked for: " + meaning.getBypass());
      return;
    }
    lines.add(
        meaning.getEntry().isEmpty()
            ? "  no earlier question lies near"
            : "  nearest question: of entry "
                + meaning.getEntry()
                + ", similarity "
                + number(meaning.getSimilarity())
                + verdict(meaning));
    if (meaning.hasPromise()) {
      lines.add(promise(meaning.getPromise()));
    }
  }

  private static String verdict(Meaning meaning) {
    if (!meaning.getRefusedBy().isEmpty()) {
      return ", refused by " + meaning.getRefusedBy();
    }
    String same =
        meaning.getOverruled().isEmpty()
            ? ", may serve as far as the second check goes"
            : ", worded differently ("
                + meaning.getOverruled()
                + "), but others of its answer agree";
    return meaning.getExplored().isEmpty()
        ? same
        : same + "; a model is asked all the same: " + meaning.getExplored();
  }

  private static String promise(Promise promise) {
    return "  promise: at most "
        + number(promise.getMaxError())
        + " wrong; "
        + (promise.getOpen() ? "answers are given again" : "nothing is given again yet")
        + "; of "
        + promise.getSamples()
        + " tried, wrong "
        + number(promise.getObserved())
        + " ["
        + number(promise.getLower())
        + ", "
        + number(promise.getUpper())
        + "]";
  }

  private static String number(double value) {
    return Decimal.append(new StringBuilder(), value).toString();
  }
}
