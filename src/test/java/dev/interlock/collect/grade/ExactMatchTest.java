package dev.interlock.collect.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactMatchTest {
  private final ExactMatch grader = new ExactMatch();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Paris | Paris | 1",
        "  paris. | Paris | 1",
        "**Paris** | Paris | 1",
        "“New  York” | new york | 1",
        "ﬁne | fine | 1",
        "The Who | Who | 0",
        "Paris, France | Paris | 0",
        "It is Paris. | Paris | 0",
        "'' | Paris | 0",
        "... | ... | 1",
        "... | !!! | 0",
      })
  void spelling_does_not_count_and_words_do(String answer, String expected, double score) {
    assertThat(grader.grade(Tasks.expecting(answer, expected))).isEqualTo(new Grade.Scored(score));
  }

  @ParameterizedTest
  @CsvSource({"blue,1", "azure,1", "red,0"})
  void any_of_several_right_answers_will_do(String answer, double score) {
    assertThat(grader.grade(Tasks.expecting(answer, "blue", "azure")))
        .isEqualTo(new Grade.Scored(score));
  }
}
