package dev.interlock.demo;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.catalog.Model;
import dev.interlock.demo.DemoClient.Answer;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Signal;
import dev.interlock.routing.TextTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A dozen prompts: where they go, what they cost, and why. */
final class Routing {
  private Routing() {}

  static boolean play(Stage stage) throws IOException, InterruptedException {
    Configuration configuration = stage.configuration();
    var table =
        new TextTable()
            .row("kind", "prompt", "intent", "difficulty", "model", "cost", "why")
            .rule();
    double spent = 0;
    double biggest = 0;
    boolean good = true;
    for (Prompt prompt : Prompt.ALL) {
      Answer answer = stage.client().ask(prompt, Map.of());
      Optional<Decision> decision = stage.client().decision(answer);
      Optional<Model> model = configuration.catalog().model(answer.model());
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
          decision.map(Decision::getReason).orElse(""));
    }
    stage.title("A dozen prompts, all but one for the model `auto`:\n");
    stage.out().print(table.text());
    stage
        .out()
        .printf(
            Locale.ROOT,
            "%n  Spent %s. Always the dearest model that could serve the same requests: %s, so %.0f"
                + " %% saved.%n",
            dollars(spent),
            dollars(biggest),
            biggest == 0 ? 0 : 100 * (1 - spent / biggest));
    return good;
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

  static String dollars(double usd) {
    return String.format(Locale.ROOT, "$%.6f", usd);
  }

  private static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
