package dev.interlock.collect.grade;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Right is an answer that chooses the expected letter, A to Z. The choice is the last letter that
 * the answer announces ("the answer is (B)", "Answer: B"), else one that it begins with ("B.", "(B)
 * because"), else the last that stands alone in brackets, in bold or on a line of its own, else the
 * last that is named as one ("option B"): answers name what they reject, too. An answer that
 * chooses nothing is wrong: the caller could not have read it either.
 */
public final class ChoiceLetter implements Grader {
  /** The pronoun is no letter; nor is what an apostrophe follows. */
  private static final String LETTER =
      "[(\\[*\"'{]{0,4}"
          + "([A-HJ-Z]|I(?!\\s+(?!(?:because|since|as|for|given|due|which|and|by)\\b)[a-z]))"
          + "(?!['\u2019]?\\w)";

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i:\\b(?:answer|choice|option)\\b[*_]*"
              + "(?:\\s+(?:is|would be|must be)\\b\\s*[:=]?|\\s*[:=])[*_]*\\s*"
              + "(?:option\\s+)?|\\\\boxed)"
              + LETTER);
  private static final Pattern FIRST =
      Pattern.compile(
          "^\\s*(?i:(?:answer|choice|option)\\s+)?[(\\[*\"']{0,4}([A-Z])"
              + "(?:[)\\].:*\",]|'(?!\\w)|\\s*$)");
  private static final Pattern ALONE =
      Pattern.compile("(?m)[(\\[]([A-Z])[)\\]]|\\*\\*([A-Z])\\*\\*|^\\s*([A-Z])[.)]?\\s*$");
  private static final Pattern NAMED =
      Pattern.compile("(?i:\\b(?:answer|choice|option)\\s+)" + LETTER);
  private static final Pattern BARE = Pattern.compile("^\\s*([a-zA-Z])\\s*$");

  @Override
  public Grade grade(Task task) {
    Optional<String> chosen = chosen(task.answer());
    return Grade.of(
        chosen.isPresent()
            && task.reference().expected().stream()
                .flatMap(expected -> chosen(expected).stream())
                .anyMatch(chosen.get()::equals));
  }

  /** The letter that {@code text} chooses, in upper case. */
  public static Optional<String> chosen(String text) {
    return last(BARE, text)
        .or(() -> last(ANNOUNCED, text))
        .or(() -> last(FIRST, text))
        .or(() -> last(ALONE, text))
        .or(() -> last(NAMED, text));
  }

  private static Optional<String> last(Pattern pattern, String text) {
    Optional<String> last = Optional.empty();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          last = Optional.of(matcher.group(group).toUpperCase(Locale.ROOT));
        }
      }
    }
    return last;
  }
}
