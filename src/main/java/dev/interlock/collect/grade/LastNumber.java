package dev.interlock.collect.grade;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Right is an answer whose last number equals the last number of an expected one, as for GSM8K
 * (arXiv 2110.14168): models reason first and conclude at the end. Commas between groups of three
 * digits are read over; {@code 1/2} is two numbers.
 */
public final class LastNumber implements Grader {
  /** Longer runs of digits are no result of a calculation, and would be slow to compare. */
  private static final int LONGEST = 40;

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\w.])[-\u2212]?(?:\\d{1,3}(?:,\\d{3})++(?!\\d)|\\d++)(?:\\.\\d++)?+(?![\\w])");

  @Override
  public Grade grade(Task task) {
    Optional<BigDecimal> answer = last(task.answer());
    return Grade.of(
        answer.isPresent()
            && task.reference().expected().stream()
                .flatMap(expected -> last(expected).stream())
                .anyMatch(number -> number.compareTo(answer.get()) == 0));
  }

  /** The last number that {@code text} says. */
  public static Optional<BigDecimal> last(String text) {
    Optional<BigDecimal> last = Optional.empty();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group().replace(",", "").replace('\u2212', '-');
      if (digits.length() <= LONGEST) {
        last = Optional.of(new BigDecimal(digits));
      }
    }
    return last;
  }
}
