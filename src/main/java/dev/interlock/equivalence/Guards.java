package dev.interlock.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named reasons why two texts do not ask for the same, however close their vectors are. They refuse
 * too much rather than too little: what is refused costs an answer, what is let through is a wrong
 * one. They understand English; of any other text only the very same wording passes. Symmetric.
 * Pure; any thread.
 */
public final class Guards {
  private static final List<Rule> RULES = Wording.RULES;

  private Guards() {}

  /** The first guard that refuses to take {@code now} for {@code earlier}. */
  public static Optional<Guard> check(String earlier, String now) {
    return check(Wording.of(earlier), Wording.of(now));
  }

  /** The first guard that refuses. */
  public static Optional<Guard> check(Wording earlier, Wording now) {
    if (earlier.sameText(now)) {
      return Optional.empty();
    }
    Optional<Guard> unread = unread(earlier, now);
    if (unread.isPresent()) {
      return unread;
    }
    return RULES.stream().filter(rule -> rule.refuses(earlier, now)).map(Guards::guard).findFirst();
  }

  /** Every guard that refuses. */
  public static List<Guard> all(Wording earlier, Wording now) {
    if (earlier.sameText(now)) {
      return List.of();
    }
    var refusing = new ArrayList<Guard>();
    unread(earlier, now).ifPresent(refusing::add);
    if (!earlier.tooLong() && !now.tooLong()) {
      RULES.stream()
          .filter(rule -> rule.refuses(earlier, now))
          .map(Guards::guard)
          .forEach(refusing::add);
    }
    return refusing;
  }

  private static Optional<Guard> unread(Wording earlier, Wording now) {
    if (earlier.tooLong() || now.tooLong()) {
      return Optional.of(Guard.LENGTH);
    }
    return earlier.english() && now.english() ? Optional.empty() : Optional.of(Guard.LANGUAGE);
  }

  private static Guard guard(Rule rule) {
    return switch (rule) {
      case CodeRule r -> Guard.CODE;
      case DateRule r -> Guard.DATES;
      case UnitRule r -> Guard.UNITS;
      case NumberRule r -> Guard.NUMBERS;
      case NegationRule r -> Guard.NEGATION;
      case AntonymRule r -> Guard.ANTONYMS;
      case EntityRule r -> Guard.ENTITIES;
      case QuestionRule r -> Guard.QUESTION_TYPE;
      case WordingRule r -> Guard.WORDING;
    };
  }
}
