package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.catalog.Model;
import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Signal;
import dev.interlock.routing.TextTable;
import dev.interlock.simulator.FleetSimulator;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the demo shows, act by act. */
final class Acts {
  private Acts() {}

  /** Plays every act; false if something did not go as it should. */
  static boolean play(
      DemoClient client,
      SidecarProcess sidecar,
      Configuration configuration,
      FleetSimulator fleet,
      boolean keep,
      PrintStream out)
      throws IOException, InterruptedException {
    boolean routed = routing(client, configuration, out);
    return keep ? routed : failsafe(client, sidecar, configuration, out) && routed;
  }

  private static boolean routing(DemoClient client, Configuration configuration, PrintStream out)
      throws IOException, InterruptedException {
    var table =
        new TextTable()
            .row("kind", "prompt", "intent", "difficulty", "model", "cost", "why")
            .rule();
    double spent = 0;
    double biggest = 0;
    boolean good = true;
    for (Prompt prompt : Prompt.ALL) {
      Answer answer = client.ask(prompt, Map.of());
      Optional<Decision> decision = client.decision(answer);
      Optional<Model> model = configuration.catalog().model(answer.header("x-interlock-model"));
      good &= answer.status() == 200 && decision.isPresent() && model.isPresent();
      double cost = model.map(m -> usd(m, answer.usage())).orElse(0.0);
      spent += cost;
      biggest += usd(dearest(configuration, prompt), answer.usage());
      table.row(
          prompt.label(),
          shorten(prompt.text(), 38),
          decision.map(d -> label(d, "intent")).orElse("-"),
          decision.map(d -> score(d, "difficulty")).orElse("-"),
          model.map(Model::id).orElse("HTTP " + answer.status()),
          dollars(cost),
          decision.map(Decision::getExplanation).orElse(""));
    }
    out.println();
    out.print(table.text());
    out.printf(
        Locale.ROOT,
        "%nSpent %s. Always the dearest model that could serve the same requests: %s, so %.0f %% saved.%n",
        dollars(spent),
        dollars(biggest),
        biggest == 0 ? 0 : 100 * (1 - spent / biggest));
    return good;
  }

  private static boolean failsafe(
      DemoClient client, SidecarProcess sidecar, Configuration configuration, PrintStream out)
      throws IOException, InterruptedException {
    out.println("\nNow the sidecar is killed. Envoy alone applies the fail-safe route:");
    sidecar.kill();
    Prompt prompt = Prompt.ALL.getFirst();
    Answer open = client.ask(prompt, Map.of());
    out.printf(
        "  an ordinary request  -> HTTP %d from %s%n",
        open.status(), open.header("x-simulated-model"));
    boolean good = open.status() == 200;
    var sensitive = configuration.envoy().failsafe().sensitive();
    if (sensitive.isPresent()) {
      Answer closed =
          client.ask(prompt, Map.of(sensitive.get().header(), sensitive.get().values().getFirst()));
      out.printf(
          "  the same, marked %s: %s -> HTTP %d, retry-after %s%n",
          sensitive.get().header(),
          sensitive.get().values().getFirst(),
          closed.status(),
          closed.header("retry-after"));
      good &= closed.status() == 503;
    }
    return good;
  }

  /** What to try by hand while everything runs. */
  static void invite(URI envoy, URI admin, URI health, PrintStream out) {
    out.printf(
        """

        Everything keeps running until you press Ctrl-C. Try:

          curl -si %1$s/v1/chat/completions -H 'content-type: application/json' \\
            -d '{"model": "auto", "messages": [{"role": "user", "content": "What is 2+2?"}]}'
          curl -s %1$s/v1/models
          curl -s %2$s/api/explain -d '{"model": "auto", "messages": [{"role": "user", "content": "Prove that 2 is prime."}]}'
          curl -s %2$s/api/decisions/ID      # ID: the x-interlock-decision header of an answer
          curl -s %3$s/metrics

        And in a browser, why: %2$s/
        """,
        envoy, admin, health);
  }

  /** What "always the biggest" would ask: the dearest model that serves the endpoint. */
  private static Model dearest(Configuration configuration, Prompt prompt) {
    return configuration.catalog().models().stream()
        .filter(m -> m.apis().contains(prompt.api()))
        .max(Comparator.comparingDouble(m -> m.price().output()))
        .orElseThrow();
  }

  private static double usd(Model model, Usage usage) {
    return model.price().usd((double) usage.inputTokens(), (double) usage.outputTokens());
  }

  private static String label(Decision decision, String signal) {
    return signal(decision, signal).map(Signal::getLabel).filter(l -> !l.isEmpty()).orElse("-");
  }

  private static String score(Decision decision, String signal) {
    return signal(decision, signal)
        .filter(Signal::hasScore)
        .map(s -> String.format(Locale.ROOT, "%.2f", s.getScore()))
        .orElse("-");
  }

  private static Optional<Signal> signal(Decision decision, String name) {
    return decision.getSignalsList().stream().filter(s -> s.getName().equals(name)).findFirst();
  }

  private static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.6f", usd);
  }

  private static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
