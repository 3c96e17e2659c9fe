package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import java.io.IOException;
import java.util.Map;

/** Envoy without its sidecar. */
final class Failsafe {
  private Failsafe() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    stage.title("The sidecar is killed. Envoy alone applies the fail-safe route:");
    stage.sidecar().kill();
    Prompt prompt = Prompt.ALL.getFirst();
    Answer open = stage.client().ask(prompt, Map.of());
    stage.line(
        "an ordinary request -> HTTP "
            + open.status()
            + " from "
            + open.header("x-simulated-model"));
    boolean good = open.status() == 200;
    var sensitive = stage.configuration().envoy().failsafe().sensitive();
    if (sensitive.isPresent()) {
      String header = sensitive.get().header();
      String value = sensitive.get().values().getFirst();
      Answer closed = stage.client().ask(prompt, Map.of(header, value));
      stage.line(
          "the same, marked "
              + header
              + ": "
              + value
              + " -> HTTP "
              + closed.status()
              + ", retry-after "
              + closed.header("retry-after"));
      good &= closed.status() == 503;
    }
    return good;
  }
}
