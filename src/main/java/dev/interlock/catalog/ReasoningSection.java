package dev.interlock.catalog;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The key {@code reasoning} of a model. */
final class ReasoningSection {
  private static final Type<ReasoningFamily> FAMILY =
      choice(List.of(ReasoningFamily.values()), ReasoningFamily::id);
  private static final Type<String> NAME =
      text("[a-z0-9][a-z0-9_-]{0,31}", "a name of lower-case letters, digits and _-", "low");
  private static final List<String> LEVELS =
      List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
  private static final List<String> SWITCH = List.of(ReasoningFamily.OFF, "on");

  /** Anthropic refuses less. */
  private static final int LEAST_ANTHROPIC = 1024;

  private static final int MOST_TOKENS = 10_000_000;

  private ReasoningSection() {}

  /**
   * Reads the key of a model's mapping.
   *
   * @param quality of the model, which an effort without one has too
   */
  static Optional<Reasoning> read(ObjectReader in, Set<Api> apis, double quality) {
    Optional<Reasoning> reasoning =
        in.optional(
            "reasoning",
            object(each -> reasoning(each, quality)),
            "How hard it may be told to think. Each effort is a candidate of its own.");
    reasoning
        .filter(each -> apis.stream().noneMatch(each::speaks))
        .ifPresent(
            each ->
                in.warn(
                    "reasoning",
                    "no endpoint of the model has the fields of " + each.family().id(),
                    "a family whose fields " + Api.CHAT.id() + " or another of `apis` has"));
    return reasoning;
  }

  private static Reasoning reasoning(ObjectReader in, double quality) {
    ReasoningFamily family =
        in.required("family", FAMILY, "The fields that its server understands.");
    Optional<ReasoningFamily> known = in.ok("family") ? Optional.of(family) : Optional.empty();
    List<Effort> efforts =
        in.required(
            "efforts",
            distinct("name", Effort::name, someOf(object(each -> effort(each, known, quality)))),
            "What may be chosen. The first is used where no signal speaks for another.");
    if (known.filter(ReasoningFamily.ANTHROPIC::equals).isPresent()
        && in.ok("efforts")
        && efforts.stream().noneMatch(each -> each.budget().isOff())) {
      in.warn(
          "efforts",
          "no `off`, so that it is no candidate while results of its own tool calls are the latest",
          "`{name: off}` beside the others");
    }
    return new Reasoning(family, efforts);
  }

  private static Effort effort(ObjectReader in, Optional<ReasoningFamily> family, double quality) {
    String name =
        in.required(
            "name",
            NAME,
            "The level, in the provider's word; where there is only a switch, `on` or `off`.");
    Optional<Integer> thinking =
        in.optional(
            "thinking_tokens",
            integer(1, MOST_TOKENS),
            "The most tokens of thinking; for `anthropic` and `qwen`.");
    Optional<Integer> most =
        in.optional(
            "max_tokens",
            integer(1, MOST_TOKENS),
            "The most tokens of the answer, thinking included, unless the request states a cap.");
    Optional<Double> own =
        in.optional(
            "quality",
            number(0, 1),
            "Share of mixed traffic answered well so, until a bundle knows better; the model's, if"
                + " left out.");
    Optional<Double> factor =
        in.optional(
            "output_factor",
            number(0, 1000),
            "Expected output tokens, thinking included, as a multiple of an answer without"
                + " thinking.");
    family.ifPresent(known -> check(in, known, name, thinking, most));
    if (own.isEmpty()) {
      in.warn(
          "quality",
          "missing, counted as the model's",
          "the share of traffic it answers well so; without it no effort is better than another");
    }
    if (factor.isEmpty() && !isSpared(name)) {
      in.warn(
          "output_factor",
          "missing, so that thinking counts as free",
          "how many times the tokens of an answer without thinking");
    }
    return new Effort(
        new ThinkingBudget(
            family.orElse(FAMILY.placeholder()), name, optional(thinking), optional(most)),
        own.orElse(quality),
        factor.orElse(1.0),
        own.isPresent());
  }

  private static boolean isSpared(String name) {
    return name.equals(ReasoningFamily.OFF) || name.equals("none");
  }

  /** What the family's servers would refuse. */
  private static void check(
      ObjectReader in,
      ReasoningFamily family,
      String name,
      Optional<Integer> thinking,
      Optional<Integer> most) {
    boolean off = name.equals(ReasoningFamily.OFF);
    switch (family) {
      case OPENAI, OPENROUTER -> known(in, name, LEVELS);
      case CHAT_TEMPLATE, DEEPSEEK -> known(in, name, SWITCH);
      case ANTHROPIC -> {
        if (!off && thinking.filter(tokens -> tokens >= LEAST_ANTHROPIC).isEmpty()) {
          in.reject(
              "thinking_tokens",
              thinking.map(String::valueOf).orElse("missing"),
              "at least " + LEAST_ANTHROPIC);
        }
      }
      case QWEN -> {}
    }
    boolean counted = family == ReasoningFamily.ANTHROPIC || family == ReasoningFamily.QWEN;
    if (thinking.isPresent() && (off || !counted)) {
      in.reject(
          "thinking_tokens",
          "a budget that " + (off ? "`off` has no use for" : family.id() + " cannot say"),
          "no `thinking_tokens`");
    }
    if (thinking.isPresent() && most.isPresent() && thinking.get() >= most.get()) {
      in.reject("max_tokens", most.get() + " leaves no answer", "more than `thinking_tokens`");
    }
  }

  private static void known(ObjectReader in, String name, List<String> names) {
    if (!names.contains(name)) {
      in.rejectUnknown("name", "effort", name, names);
    }
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.isPresent() ? OptionalInt.of(value.get()) : OptionalInt.empty();
  }
}
