package dev.interlock.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Times decisions and choices in this thread, without Envoy. */
final class Decisions {
  /** The row of forecast and choice. */
  static final String ROUTER = "router_60";

  private static final int PROMPTS = 200;
  private static final int LONG_PROMPTS = 20;
  private static final int LONGEST_PROMPTS = 4;

  private final Mix mix;
  private final Consumer<String> progress;

  Decisions(Mix mix, Consumer<String> progress) {
    this.mix = mix;
    this.progress = progress;
  }

  /** The rows, each timed for {@code each} after half of that as warm-up. */
  Map<String, Timing> run(Decider decider, RouterCase router, Duration each) {
    Map<String, Timing> timings = new LinkedHashMap<>();
    timings.put("decision_128", time(decider, 128, PROMPTS, each));
    timings.put("decision_8000", time(decider, 8000, LONG_PROMPTS, each));
    timings.put("decision_64000", time(decider, 64_000, LONGEST_PROMPTS, each));
    timings.put("choice_only", choice(each));
    timings.put(ROUTER, router(router, each));
    return timings;
  }

  /** Times what comes after the encoding. */
  static Timing router(RouterCase router, Duration each) {
    return Timing.of(
        call -> {
          var _ = router.decide(call);
        },
        each.dividedBy(2),
        each);
  }

  private Timing choice(Duration each) {
    progress.accept("choice_only");
    ChoiceCase choice = new ChoiceCase();
    return Timing.of(_ -> choice.decide(), each.dividedBy(2), each);
  }

  /** Those of {@code prompts} that make the transformer run when {@code auto} is asked. */
  static List<String> forwarding(Decider decider, List<String> prompts) {
    return prompts.stream().filter(prompt -> decider.decide(body(prompt))).toList();
  }

  /** What share of {@code prompts} makes the transformer run. */
  static double forwardShare(Decider decider, List<String> prompts) {
    return (double) forwarding(decider, prompts).size() / prompts.size();
  }

  private static byte[] body(String prompt) {
    return Mix.chat("auto", prompt).getBytes(StandardCharsets.UTF_8);
  }

  private Timing time(Decider decider, int tokens, int count, Duration each) {
    progress.accept("decision_" + tokens);
    List<byte[]> bodies = mix.about(tokens, count).stream().map(Decisions::body).toList();
    return Timing.of(
        call -> {
          var _ = decider.decide(bodies.get(call % bodies.size()));
        },
        each.dividedBy(2),
        each);
  }
}
