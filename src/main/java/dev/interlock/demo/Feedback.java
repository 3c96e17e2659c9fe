package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import java.io.IOException;
import java.util.Map;

/** Somebody is not content, again and again, until another model is asked. */
final class Feedback {
  /** More patience than what was learnt can ask for, which is bounded. */
  private static final int PATIENCE = 30;

  private Feedback() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.labelled("code");
    stage.title("Feedback, POST /api/feedback:");
    Answer first = stage.client().ask(prompt, Map.of());
    Answer now = first;
    int judged = 0;
    while (now.model().equals(first.model()) && judged < PATIENCE) {
      stage.client().judge(now, false);
      judged++;
      now = stage.client().ask(prompt, Map.of());
    }
    stage.client().forget();
    Answer after = stage.client().ask(prompt, Map.of());
    stage.line("a question about code             -> " + first.model());
    stage.line("after %2d times \"not good\"        -> %s".formatted(judged, now.model()));
    stage.line("after POST /api/memory/reset      -> " + after.model());
    return !now.model().equals(first.model()) && after.model().equals(first.model());
  }
}
