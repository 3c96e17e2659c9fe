package dev.interlock.eval.sessions;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.eval.EncoderOption;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.sessions.RandomConversation.Step;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock eval sessions}: whether conversations keep their model, and what it costs. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = {
      "Sends random conversations, tool calls among them, through the router: once so that they",
      "keep their model, once with each request decided for itself. Prints changes of the model,",
      "cost with the providers' prompt caches counted, and the expected quality of both."
    })
public final class EvalSessions implements Callable<Integer> {
  /** Not the seed that defaults were chosen with, which is 0. */
  private static final String DEFAULT_SEED = "1";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--conversations",
      description = "How many. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100000")
  private int conversations;

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = DEFAULT_SEED)
  private long seed;

  @Mixin private EncoderOption encoderOption = new EncoderOption();

  @Option(
      names = "--report",
      description = "Report file. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-sessions.json")
  private Path report = Path.of("target/reports/eval-sessions.json");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (var encoder =
        EncoderLoader.openWithoutForward(encoderOption.directory(), "difficulty is given")) {
      Map<String, Object> figures =
          figures(seed, conversations, ConversationSettings.DEFAULT, encoder);
      figures.forEach((name, value) -> out.printf("  %-24s %s%n", name, value));
      out.flush();
      EvalReport.write(report, figures);
    }
    return 0;
  }

  /** What {@code conversations} come to with {@code settings} and without. */
  static Map<String, Object> figures(
      long seed, int conversations, ConversationSettings settings, TextEncoder encoder) {
    var kept = new SessionRun(models(), settings, encoder);
    var each = new SessionRun(models(), off(), encoder);
    for (int i = 0; i < conversations; i++) {
      List<Step> steps = RandomConversation.steps(seed, i);
      kept.send(steps);
      each.send(steps);
    }
    return compared(kept.tally(), each.tally());
  }

  private static Map<String, Object> compared(SessionTally kept, SessionTally each) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("conversations", kept.conversations());
    figures.put("requests", kept.requests());
    figures.put("in_tool_calls", kept.inToolCalls());
    figures.put("switches", kept.switches());
    figures.put("switches_stateless", each.switches());
    figures.put(
        "fewer_switches", EvalReport.rounded(1 - (double) kept.switches() / each.switches()));
    figures.put("switches_in_tool_calls", kept.switchesInToolCalls());
    figures.put("switches_in_tool_calls_stateless", each.switchesInToolCalls());
    figures.put("usd", EvalReport.rounded(kept.usd()));
    figures.put("usd_stateless", EvalReport.rounded(each.usd()));
    figures.put("added_cost", EvalReport.rounded(kept.usd() / each.usd() - 1));
    figures.put("mean_chance", EvalReport.rounded(kept.meanChance()));
    figures.put("mean_chance_stateless", EvalReport.rounded(each.meanChance()));
    return figures;
  }

  private static ConversationSettings off() {
    var base = ConversationSettings.DEFAULT;
    return new ConversationSettings(
        false,
        base.header(),
        base.ttl(),
        base.promptCache(),
        base.margin(),
        base.band(),
        base.memoryBytes());
  }

  /** The example's three, the frontier model with a provider's usual discount. */
  private static List<Model> models() {
    return List.of(
        model("small", 0.62, new Price(0.1, 0.3, Optional.empty())),
        model("medium", 0.78, new Price(0.6, 0.8, Optional.empty())),
        model("frontier", 0.92, new Price(5, Optional.of(0.5), 15, Optional.empty())));
  }

  private static Model model(String id, double quality, Price price) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        quality,
        price,
        1_000_000,
        Set.of("tools"),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
