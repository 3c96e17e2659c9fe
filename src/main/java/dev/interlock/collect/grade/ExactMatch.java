package dev.interlock.collect.grade;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Right is an answer that is one of the expected ones but for case, white space, typographic forms
 * of the same character (Unicode NFKC), and quotes, Markdown emphasis and a full stop around it.
 * Articles count, unlike in SQuAD's measure (arXiv 1606.05250): "The Who" is not "Who".
 */
public final class ExactMatch implements Grader {
  private static final String AROUND = "\"'`*_.!,;: \u201c\u201d\u2018\u2019\u00ab\u00bb";

  @Override
  public Grade grade(Task task) {
    String answer = normalized(task.answer());
    return Grade.of(
        task.reference().expected().stream().map(ExactMatch::normalized).anyMatch(answer::equals));
  }

  static String normalized(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", " ");
    int start = 0;
    int end = folded.length();
    while (start < end && AROUND.indexOf(folded.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && AROUND.indexOf(folded.charAt(end - 1)) >= 0) {
      end--;
    }
    // Nothing but signs: they are the answer.
    return start == end ? folded.strip() : folded.substring(start, end);
  }
}
