package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import java.io.IOException;
import java.util.Map;

/** Nothing is decided until somebody says so. */
final class KillSwitch {
  private KillSwitch() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.labelled("mathematics");
    stage.title("The kill switch, POST /api/passthrough:");
    stage.client().passThrough(true);
    Answer on = stage.client().ask(prompt, Map.of());
    stage.client().passThrough(false);
    Answer off = stage.client().ask(prompt, Map.of());
    stage.line("on:  a hard question -> " + said(on));
    stage.line("off: the same        -> " + said(off));
    return on.reason().equals("failsafe") && !off.reason().equals("failsafe");
  }

  private static String said(Answer answer) {
    return answer.model() + " (" + answer.reason() + ")";
  }
}
