package dev.interlock.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.interlock.memory.Experience;
import dev.interlock.memory.Judgement;
import dev.interlock.memory.Occasion;
import dev.interlock.memory.Sign;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One sign of what an answer was worth: names, codes and numbers, never text.
 *
 * @param kind {@value #KIND}, which tells these lines from those of requests
 * @param id of the decision
 * @param timeUnixMs when it was decided
 * @param atUnixMs when the sign came
 * @param sign its code
 * @param score of the answer, in [0, 1]
 * @param before the score that this one replaces
 * @param beforeUnixMs when that one came
 * @param tenant whom the caller works for; empty: nobody knows
 * @param route the virtual model asked; empty for a model named
 * @param intent that was seen; empty: none
 * @param rules that applied, by name
 * @param model who answered, as an action's name
 * @param expected chance of a sufficient answer without what was learnt; absent: none
 * @param learned the same with it
 * @param bundle version of the router bundle that {@code kinds} are of; empty without
 * @param kinds how likely each kind of prompt was
 */
@SuppressWarnings("ArrayRecordComponent")
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder({"kind", "id"})
public record FeedbackEntry(
    String kind,
    String id,
    long timeUnixMs,
    long atUnixMs,
    String sign,
    double score,
    Optional<Double> before,
    Optional<Long> beforeUnixMs,
    String tenant,
    String route,
    String intent,
    List<String> rules,
    String model,
    Optional<Double> expected,
    Optional<Double> learned,
    String bundle,
    float[] kinds) {
  static final String KIND = "feedback";

  /** How such a line begins. */
  private static final String BEGINNING = "{\"kind\":\"" + KIND + "\"";

  private static final double THOUSAND = 1000;

  /** Whether a line of a journal is one of these. */
  static boolean isOne(String line) {
    return line.startsWith(BEGINNING);
  }

  static FeedbackEntry of(Judgement judgement) {
    Experience experience = judgement.experience();
    Occasion occasion = experience.occasion();
    return new FeedbackEntry(
        KIND,
        judgement.decisionId(),
        occasion.timeUnixMs(),
        judgement.atUnixMs(),
        experience.sign().code(),
        experience.score(),
        judgement.before().map(Judgement.Earlier::score),
        judgement.before().map(Judgement.Earlier::atUnixMs),
        occasion.tenant(),
        occasion.virtualModel(),
        occasion.intent(),
        occasion.rules(),
        occasion.model(),
        known(occasion.expected()),
        known(judgement.learned()),
        judgement.bundle(),
        rounded(occasion.kinds()));
  }

  private static Optional<Double> known(double chance) {
    return Double.isNaN(chance) ? Optional.empty() : Optional.of(chance);
  }

  private static float[] rounded(float[] kinds) {
    float[] rounded = kinds.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) (Math.round(rounded[i] * THOUSAND) / THOUSAND);
    }
    return rounded;
  }

  /** Whether nothing is missing or out of range, as in a line that somebody wrote by hand. */
  boolean isWhole() {
    return Stream.of(id, sign, tenant, route, intent, rules, model, bundle, kinds)
            .allMatch(Objects::nonNull)
        && rules.stream().allMatch(Objects::nonNull)
        && score >= 0
        && score <= 1
        && before.map(each -> each >= 0 && each <= 1).orElse(true)
        && Arrays.stream(Sign.values()).anyMatch(each -> each.code().equals(sign));
  }

  /** Whether somebody judged the answer. */
  boolean isJudgement() {
    return sign.equals(Sign.FEEDBACK.code());
  }

  /** Whether the answer was good enough. */
  boolean passed() {
    return judgement().isGood();
  }

  Judgement judgement() {
    Sign of =
        Arrays.stream(Sign.values()).filter(s -> s.code().equals(sign)).findFirst().orElseThrow();
    var occasion =
        new Occasion(
            tenant, route, intent, rules, model, kinds, expected.orElse(Double.NaN), timeUnixMs);
    return new Judgement(
        id,
        new Experience(occasion, of, score, of.weight()),
        before.map(score -> new Judgement.Earlier(score, beforeUnixMs.orElse(atUnixMs))),
        learned.orElse(Double.NaN),
        bundle,
        atUnixMs);
  }
}
