package dev.interlock.routing;

import dev.interlock.policy.Exclusion;
import dev.interlock.selection.Flip;
import dev.interlock.selection.Hold;
import dev.interlock.selection.Loser;
import dev.interlock.selection.Loss;
import dev.interlock.selection.Scored;
import java.util.List;
import java.util.Optional;

/** Says in a sentence why a model lost, and what would have made it the choice. */
final class LossText {
  private LossText() {}

  /** Why {@code loser} lost against {@code winner}. */
  static String explain(Loser loser, Optional<Exclusion> exclusion, Optional<Scored> winner) {
    return switch (loser.loss()) {
      case Loss.Disallowed _ -> exclusion.map(LossText::disallowed).orElse("policy keeps it out");
      case Loss.ApiNotServed(var api) -> "does not serve " + api.path();
      case Loss.CapabilityMissing(var capability) ->
          "lacks the capability " + capability.id() + ", which the request needs";
      case Loss.EffortUnfit _ ->
          "the request leaves no room for so much thinking: by its cap, its sampling, a forced tool"
              + " or a turn to be continued";
      case Loss.ContextTooSmall(int window, double needed) ->
          "its context window of "
              + window
              + " tokens is less than the "
              + ceil(needed)
              + " that request and answer need";
      case Loss.NotScored _ -> "not compared, because quality signals are missing";
      case Loss.Resting _ -> "it rests, because its server failed lately";
      case Loss.LowQuality(double floor) -> lowQuality(loser, floor, winner);
      case Loss.Uncertified(double floor) -> uncertified(loser, floor);
      case Loss.Held(Hold hold) -> held(hold, loser);
      case Loss.Explored _ -> "it would have been the choice; another is tried, to learn of that";
      case Loss.Outscored _ -> outscored(loser, winner);
    };
  }

  /**
   * What would have made {@code loser} the choice.
   *
   * @param conversing whether it is known who answered the conversation so far
   */
  static String flip(Loser loser, Optional<Exclusion> exclusion, boolean conversing) {
    return switch (loser.loss()) {
      case Loss.Disallowed _ ->
          exclusion
              .map(
                  e ->
                      e.missing().isEmpty()
                          ? "admitted only if rule '" + e.rule() + "' allowed it"
                          : "admitted only if " + String.join(", ", e.missing()) + " were known")
              .orElse("");
      case Loss.ApiNotServed(var api) -> "admitted only if it served " + api.path();
      case Loss.CapabilityMissing(var capability) ->
          "admitted only with the capability " + capability.id();
      case Loss.EffortUnfit _ ->
          "admitted only with a greater cap and nothing that rules thinking out";
      case Loss.ContextTooSmall(_, double needed) ->
          "admitted only with a context window of at least " + ceil(needed) + " tokens";
      case Loss.NotScored _ -> "compared only if difficulty were known";
      case Loss.Resting _ -> "compared only when its server has recovered";
      case Loss.Held(Hold hold) ->
          switch (hold.kind()) {
            case TOOL_CALL -> "compared when the tool call has been answered";
            case MARGIN ->
                loser.flips().isEmpty()
                    ? unheld(hold)
                    : changes(loser.flips()) + ": " + unheld(hold);
          };
      case Loss.Explored _ -> "chosen whenever nothing is tried";
      case Loss.Uncertified(double floor) -> certificate(loser, floor);
      case Loss.LowQuality _, Loss.Outscored _ ->
          loser.flips().isEmpty() ? none(conversing) : changes(loser.flips());
    };
  }

  private static String disallowed(Exclusion exclusion) {
    return exclusion.missing().isEmpty()
        ? "rule '" + exclusion.rule() + "' does not allow it"
        : "rule '"
            + exclusion.rule()
            + "' fails closed, because "
            + String.join(", ", exclusion.missing())
            + " could not be computed";
  }

  private static String lowQuality(Loser loser, double floor, Optional<Scored> winner) {
    var text = new StringBuilder(96).append("its chance of a sufficient answer, ");
    Decimal.append(text, loser.scored().map(Scored::chance).orElse(0.0));
    if (winner.isPresent() && !winner.get().meetsQuality()) {
      text.append(", is less than that of ").append(winner.get().action().name()).append(", ");
      return Decimal.append(text, winner.get().chance()).toString();
    }
    text.append(", is below the quality floor of ");
    return Decimal.append(text, floor).toString();
  }

  private static String uncertified(Loser loser, double floor) {
    var text = new StringBuilder(128).append("its chance of a sufficient answer, ");
    Decimal.append(text, loser.scored().map(Scored::chance).orElse(0.0));
    text.append(", is not certified to reach the quality floor of ");
    Decimal.append(text, floor);
    double certified = loser.scored().map(Scored::certified).orElse(0.0);
    if (certified > 0) {
      text.append(", only one of ");
      Decimal.append(text, certified);
    }
    return text.toString();
  }

  private static String certificate(Loser loser, double floor) {
    var text = new StringBuilder(96);
    if (!loser.flips().isEmpty()) {
      text.append(changes(loser.flips())).append(", or ");
    }
    text.append("compared only with a certificate for ");
    return Decimal.append(text, floor).toString();
  }

  private static String outscored(Loser loser, Optional<Scored> winner) {
    var text = new StringBuilder(96).append("good enough, at an expected cost of ");
    Decimal.append(text, loser.scored().map(Scored::score).orElse(0.0));
    if (winner.isPresent()) {
      text.append(" against ");
      Decimal.append(text, winner.get().score());
      text.append(" for ").append(winner.get().action().name());
    }
    return text.toString();
  }

  private static String held(Hold hold, Loser loser) {
    String incumbent = hold.incumbent().action().name();
    if (hold.kind() == Hold.Kind.TOOL_CALL) {
      return "a tool call of " + incumbent + " is open";
    }
    var text = new StringBuilder(128);
    text.append("the conversation stays with ")
        .append(incumbent)
        .append(", whose expected cost is ");
    Decimal.append(text, hold.incumbent().score()).append(" against ");
    return Decimal.append(text, loser.scored().map(Scored::score).orElse(0.0)).toString();
  }

  private static String unheld(Hold hold) {
    var text = new StringBuilder(128).append("a change must gain more than ");
    Decimal.append(text, hold.neededUsd()).append(" USD (");
    text.append(hold.challenger().action().name()).append(" gains ");
    Decimal.append(text, hold.gainUsd());
    return text.append(") and reach the quality floor clearly, or be needed for quality")
        .toString();
  }

  private static String none(boolean conversing) {
    return "no single change: another model is at least as likely to suffice and costs less"
        + (conversing ? ", or the conversation would stay with its model" : "");
  }

  private static String changes(List<Flip> flips) {
    var text = new StringBuilder(64);
    for (Flip flip : flips) {
      if (!text.isEmpty()) {
        text.append(" or ");
      }
      text.append(
          switch (flip.kind()) {
            case QUALITY_FLOOR -> "quality floor";
            case DIFFICULTY -> "difficulty";
            case CHANCE -> "its chance";
            case OUTPUT_PRICE -> "price of output";
            case INPUT_PRICE -> "price of input";
          });
      text.append(flip.beyond() ? flip.to() < flip.from() ? " ≤ " : " ≥ " : " = ");
      Decimal.appendExact(text, flip.to());
    }
    return text.toString();
  }

  private static long ceil(double tokens) {
    return (long) Math.ceil(tokens);
  }
}
