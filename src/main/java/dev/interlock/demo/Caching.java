package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A rule lets answers be kept, and the same question is answered from memory. */
final class Caching {
  private static final String RULE =
      "{name: answers may be given again, cache: {exact: {ttl: 1h}}}";

  private static final String HIT = "hit-exact";

  /** An answer is kept a moment after its end. */
  private static final int PATIENCE = 50;

  private static final int WAIT_MS = 100;

  private Caching() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.labelled("fact");
    stage.title("A rule lets answers be given again (cache: {exact: {ttl: 1h}}):");
    stage.file().addRule(RULE);
    stage.client().reload();
    Answer first = stage.client().ask(prompt, Map.of());
    Answer again = stage.client().ask(prompt, Map.of());
    // An answer is kept a moment after it came: until then a model gives the next one.
    var given = new HashSet<>(Set.of(first.body()));
    for (int tries = 0; !isHit(again) && tries < PATIENCE; tries++) {
      given.add(again.body());
      Thread.sleep(WAIT_MS);
      again = stage.client().ask(prompt, Map.of());
    }
    stage.line("a question                        -> " + first.model());
    stage.line(
        isHit(again)
            ? "the same question again           -> kept answer of %s, %s s old, 0 USD"
                .formatted(again.model(), again.header("age"))
            : "the same question again           -> " + again.model());

    stage.file().restore();
    stage.client().reload();
    return isHit(again) && again.model().equals(first.model()) && given.contains(again.body());
  }

  private static boolean isHit(Answer answer) {
    return answer.header("x-interlock-cache").equals(HIT);
  }
}
