package dev.interlock.bench;

import dev.interlock.bench.load.AnswerCheck;
import dev.interlock.bench.load.PreparedRequest;
import dev.interlock.inference.Api;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows, in the order of the report. */
final class Scenarios {
  /** The row that is answered from what was learnt. */
  static final String SEMANTIC_HIT = "semantic_hit";

  private static final String ANSWER = "\"simulated\":{";
  private static final String AUTO = "auto";
  private static final double USUAL_RATE = 100;
  private static final double FORWARD_RATE = 50;
  private static final double LONG_RATE = 10;
  private static final int LONG_PROMPTS = 50;

  /** Lets the cache keep the answer, by a rule of the bench's configuration. */
  private static final Map<String, String> KEPT = Map.of("x-bench-cache", "exact");

  /** Lets an answer serve what means the same, by another one. */
  private static final Map<String, String> MEANING = Map.of("x-bench-cache", "semantic");

  private static final int ENOUGH = 50;

  /** So often is each prompt sent that is another one each time. */
  private static final int VARIANTS = 30;

  private static final int SAMPLE = 200;

  private final Mix mix;
  private final Decider decider;

  /**
   * The rows over {@code mix}.
   *
   * @param decider tells which prompts make the transformer run
   */
  Scenarios(Mix mix, Decider decider) {
    this.mix = mix;
    this.decider = decider;
  }

  /** The rows; the model behind a name is the same in all that pin one. */
  List<Scenario> all() {
    List<String> mixed = mix.mixed();
    AnswerCheck plain = AnswerCheck.contains(ANSWER);
    AnswerCheck decided = Checks.decided(ANSWER);
    AnswerCheck kept = Checks.cached(ANSWER, "hit-exact");
    AnswerCheck miss = Checks.cached(ANSWER, "miss");
    AnswerCheck alike = Checks.cached(ANSWER, "hit-semantic");
    List<String> forwarding = forwarding();
    List<String> news = numbered(forwarding);
    double share = Decisions.forwardShare(decider, news.subList(0, Math.min(SAMPLE, news.size())));
    return List.of(
        row("direct", Lane.DIRECT, USUAL_RATE, "bench-small", mixed, plain),
        row("envoy", Lane.ENVOY, USUAL_RATE, "bench-small", mixed, plain),
        row("envoy_again", Lane.ENVOY, USUAL_RATE, "bench-small", mixed, plain),
        row("observe", Lane.OBSERVE, USUAL_RATE, "bench-small", mixed, plain),
        row("observe_hung", Lane.OBSERVE_HUNG, USUAL_RATE, "bench-small", mixed, plain),
        row("noop", Lane.NOOP, USUAL_RATE, "bench-small", mixed, plain),
        row("pinned", Lane.INTERLOCK, USUAL_RATE, "small", mixed, decided),
        new Scenario(
            "exact_hit", Lane.INTERLOCK, 0, USUAL_RATE, requests("small", KEPT, mixed, kept)),
        row("auto_64", Lane.INTERLOCK, FORWARD_RATE, AUTO, forwarding, decided),
        new Scenario(
            "semantic_off",
            Lane.MEANING,
            share,
            FORWARD_RATE,
            requests(AUTO, Map.of(), news, decided)),
        new Scenario(
            "semantic_miss", Lane.MEANING, 1, FORWARD_RATE, requests(AUTO, MEANING, news, miss)),
        new Scenario(
            SEMANTIC_HIT,
            Lane.MEANING,
            1,
            FORWARD_RATE,
            requests(AUTO, MEANING, HelpDesk.inOtherWords(), alike)),
        row("auto_128", Lane.INTERLOCK, FORWARD_RATE, AUTO, mix.upTo(128), decided),
        row("auto_8000", Lane.INTERLOCK, LONG_RATE, AUTO, mix.about(8000, LONG_PROMPTS), decided),
        row("auto_mixed", Lane.INTERLOCK, FORWARD_RATE, AUTO, mixed, decided));
  }

  /** What {@link #SEMANTIC_HIT} has to have been taught: the same topics, in words of their own. */
  static Scenario lessons() {
    return new Scenario(
        SEMANTIC_HIT,
        Lane.MEANING,
        1,
        FORWARD_RATE,
        requests(AUTO, MEANING, HelpDesk.taught(), Checks.decided(ANSWER)));
  }

  /** Each prompt again and again, always with a number that it had never before. */
  private static List<String> numbered(List<String> prompts) {
    return IntStream.range(0, VARIANTS * prompts.size())
        .mapToObj(i -> prompts.get(i % prompts.size()) + " (" + i + ")")
        .toList();
  }

  /** Prompts of at most 64 tokens that all take the forward pass: the most expensive traffic. */
  private List<String> forwarding() {
    List<String> candidates = mix.upTo(64);
    List<String> forwarding = Decisions.forwarding(decider, candidates);
    return forwarding.size() >= ENOUGH ? forwarding : candidates;
  }

  private Scenario row(
      String key,
      Lane lane,
      double perSecond,
      String model,
      List<String> prompts,
      AnswerCheck check) {
    return new Scenario(
        key,
        lane,
        model.equals(AUTO) ? Decisions.forwardShare(decider, prompts) : 0,
        perSecond,
        requests(model, Map.of(), prompts, check));
  }

  private static List<PreparedRequest> requests(
      String model, Map<String, String> headers, List<String> prompts, AnswerCheck check) {
    return prompts.stream()
        .map(p -> PreparedRequest.post(Api.CHAT.path(), headers, Mix.chat(model, p), check))
        .toList();
  }
}
