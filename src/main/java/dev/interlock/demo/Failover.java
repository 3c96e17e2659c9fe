package dev.interlock.demo;

import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.ModelServer;
import java.io.IOException;
import java.util.Map;

/** The chosen model is gone; the next one of the plan answers. */
final class Failover {
  private Failover() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Prompt prompt = Prompt.labelled("small talk");
    Answer usual = stage.client().ask(prompt, Map.of());
    stage.title("Failover, inside Envoy:");
    stage.line("small talk -> " + usual.model());
    ModelServer server = stage.fleet().server(usual.model());
    server.faults(Faults.refusing());
    try {
      Answer other = stage.client().ask(prompt, Map.of());
      stage.line("its server refuses connections: HTTP " + other.status() + " -> " + other.model());
      return other.status() == 200 && !other.model().equals(usual.model());
    } finally {
      server.faults(Faults.NONE);
    }
  }
}
