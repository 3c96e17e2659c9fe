package dev.interlock.simulator;

import dev.interlock.simulator.Outcomes.Outcome;
import dev.interlock.simulator.answer.Answer;
import dev.interlock.simulator.answer.Answer.Finish;
import dev.interlock.simulator.answer.Answer.Verdict;
import dev.interlock.simulator.answer.SplitMix;
import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Makes up answers: the same for the same seed, model and request. Thread-safe.
 *
 * <p>Without an outcome file an answer is right when the model's strength exceeds the prompt's
 * hardness, a number in [0, 1] that every model of a fleet sees alike: what a weak model gets
 * right, a stronger one gets right too.
 */
final class Answerer {
  private static final String[] WORDS =
      ("the a of to and in is that it for on with as by this which we can from each value data "
              + "model system answer question result first then both because example note step "
              + "time point case number part whole more less simple clear careful useful")
          .split(" ");
  private static final String[] SPACED = spaced();

  private final SimulatedModel model;
  private final long seed;
  private final Outcomes outcomes;
  private final InstantSource clock;

  Answerer(SimulatedModel model, long seed, Outcomes outcomes, InstantSource clock) {
    this.model = model;
    this.seed = seed;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  Answer answer(Generation call) {
    long fingerprint =
        SplitMix.mix(seed ^ SplitMix.mix(call.prompt().hashCode()) ^ model.id().hashCode());
    SplittableRandom random = new SplittableRandom(fingerprint);
    Optional<Outcome> outcome = outcomes.of(call.prompt(), model);
    double score = outcome.map(Outcome::score).orElse(OptionalDouble.empty()).orElse(guess(call));
    boolean right = random.nextDouble() < score;
    Optional<ToolCall> toolCall = call.toolCall();
    int wanted = model.tokens().draw(random);
    List<String> tokens = toolCall.isPresent() ? List.of() : tokens(call, right, wanted, random);
    int limit = call.maxTokens().orElse(Integer.MAX_VALUE);
    boolean cut = tokens.size() > limit;
    if (cut) {
      tokens = tokens.subList(0, limit);
    }
    int outputTokens =
        toolCall.map(made -> made.arguments().length() / 4 + 8).orElse(tokens.size());
    double usd =
        outcome
            .map(Outcome::cost)
            .orElse(OptionalDouble.empty())
            .orElse(model.price().usd(call.inputTokens(), outputTokens));
    return new Answer(
        call,
        HexFormat.of().toHexDigits(fingerprint),
        clock.instant().getEpochSecond(),
        tokens,
        toolCall,
        toolCall.isPresent() ? Finish.TOOL : cut ? Finish.LENGTH : Finish.STOP,
        outputTokens,
        new Verdict(model.id(), score, right, usd));
  }

  private List<String> tokens(Generation call, boolean right, int wanted, SplittableRandom random) {
    if (call.json().isPresent()) {
      return pieces(call.json().get());
    }
    Optional<String> known = outcomes.answer(call.prompt());
    if (known.isPresent() && (right || outcomes.of(call.prompt(), model).isEmpty())) {
      return pieces(known.get());
    }
    List<String> tokens = new ArrayList<>(wanted + 3);
    tokens.add("[" + model.id() + "]");
    tokens.add(" " + call.model());
    tokens.add(right ? " answers:" : " is not sure:");
    for (int i = 0; i < wanted; i++) {
      tokens.add(SPACED[random.nextInt(SPACED.length)]);
    }
    return tokens;
  }

  private double guess(Generation call) {
    double hardness = (SplitMix.mix(seed + call.prompt().hashCode()) >>> 11) * 0x1p-53;
    return model.strength() > hardness ? 1 : 0;
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); at += 4) {
      pieces.add(text.substring(at, Math.min(text.length(), at + 4)));
    }
    return pieces;
  }

  private static String[] spaced() {
    String[] spaced = new String[WORDS.length];
    for (int i = 0; i < spaced.length; i++) {
      spaced[i] = " " + WORDS[i];
    }
    return spaced;
  }
}
