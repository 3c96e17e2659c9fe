package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Decision;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** A rule lets answers serve questions that mean the same, up to a share of wrong ones. */
final class Meaning {
  private static final String RULE = "{name: alike, cache: {semantic: {max_error: 0.2, ttl: 1h}}}";
  private static final String HIT = "hit-semantic";
  private static final Pattern NUMBER = Pattern.compile("[0-9]");

  private Meaning() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    stage.title("Questions that mean the same may share an answer (semantic: {max_error: 0.2}):");
    stage.file().addRule(RULE);
    stage.client().reload();
    String alike = "";
    int hits = 0;
    for (String question : SupportDesk.questions()) {
      if (isHit(ask(stage, question))) {
        hits++;
        alike = NUMBER.matcher(question).find() ? question : alike;
      }
    }
    stage.line(
        "%d questions to a help desk, some in other words: %d were answered from memory"
            .formatted(SupportDesk.questions().size(), hits));
    Cache hit = cache(stage, alike);
    Cache other = cache(stage, NUMBER.matcher(alike).replaceFirst("17"));
    stage.line(alike);
    stage.line(
        "  -> %s, similarity %.3f to a question of %.0f s ago"
            .formatted(hit.getStatus(), hit.getMeaning().getSimilarity(), hit.getAgeSeconds()));
    stage.line(NUMBER.matcher(alike).replaceFirst("17"));
    stage.line(
        "  -> %s, refused by the guard `%s`"
            .formatted(other.getStatus(), other.getMeaning().getRefusedBy()));
    stage.file().restore();
    stage.client().reload();
    return hits > 0 && other.getMeaning().getRefusedBy().equals("numbers");
  }

  private static Answer ask(Stage stage, String question) throws IOException, InterruptedException {
    return stage.client().ask(Prompt.plain(question), Map.of());
  }

  /** What the cache did for {@code question}. */
  private static Cache cache(Stage stage, String question)
      throws IOException, InterruptedException {
    return stage
        .client()
        .decision(ask(stage, question))
        .map(Decision::getCache)
        .orElse(Cache.getDefaultInstance());
  }

  private static boolean isHit(Answer answer) {
    return answer.header("x-interlock-cache").equals(HIT);
  }
}
