package dev.interlock.collect.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceLetterTest {
  private final ChoiceLetter grader = new ChoiceLetter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B | B | 1",
        "b | B | 1",
        "(B) | B | 1",
        "B. Because A is false. | B | 1",
        "The answer is (B). | B | 1",
        "The answer is **B**. | B | 1",
        "A looks right, but the correct answer is C | C | 1",
        "Answer: D | D | 1",
        "I first thought the answer is A. No: the answer is C. | C | 1",
        "Therefore \\boxed{B} | B | 1",
        "Of the four, (C) fits best. | C | 1",
        "Answer: B. Option A ignores friction; option D has the wrong sign. | B | 1",
        "I'd choose (B). | B | 1",
        "I'm confident it is (B). | B | 1",
        "Answer: I think (B). | B | 1",
        "**Answer:** B | B | 1",
        "Friction is lost, so the answer is A | A | 1",
        "The answer is A because of friction. | A | 1",
        "The answer is I because of friction. | I | 1",
        "Option B. | B | 1",
        "I would take option B | B | 1",
        "Option A ignores friction, option D has the wrong sign. So (B). | B | 1",
        "Both A and B are wrong. | A | 0",
        "I do not know. | I | 0",
        "The answer is A | B | 0",
        "Bananas | B | 0",
      })
  void the_letter_that_an_answer_settles_on_counts(String answer, String expected, double score) {
    assertThat(grader.grade(Tasks.expecting(answer, expected))).isEqualTo(new Grade.Scored(score));
  }

  @Test
  void a_letter_on_a_line_of_its_own_is_a_choice() {
    assertThat(grader.grade(Tasks.expecting("Let us see.\n\nC\n", "(C)")))
        .isEqualTo(new Grade.Scored(1));
  }
}
