package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.semantic.AnswerJudge.Case;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the capital of France?    | Paris                | The capital of France is Paris.
          What is the capital of France?    | Paris.               | paris
          How many legs does a spider have? | 8                    | A spider has 8 legs.
          Anything at all                   | one  two             | One two
          """)
  void say_the_same(String question, String kept, String given) {
    assertThat(AnswerRules.isSame(new Case(question, kept, given))).isTrue();
    assertThat(AnswerRules.isSame(new Case(question, given, kept))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the capital of France? | Paris             | Lyon
          Which is larger, A or B?       | A not B           | B not A
          Which is larger, A or B?       | A is larger       | B is larger
          Is it true?                    | Yes               | No
          How warm?                      | -5 degrees        | 5 degrees
          How much?                      | 5 %               | 5
          How much?                      | 1.5 m             | 15 m
          Is it good?                    | It is good        | It is not good
          """)
  void do_not(String question, String kept, String given) {
    assertThat(AnswerRules.isSame(new Case(question, kept, given))).isFalse();
    assertThat(AnswerRules.isSame(new Case(question, given, kept))).isFalse();
  }

  @Test
  void what_nobody_has_shown_to_be_the_same_counts_as_different() {
    List<AnswerJudge.Finding> found = new ArrayList<>();
    String one = "A long answer of many words. ".repeat(10);
    new AnswerRules().judge(new Case("Why?", one, one + "And more."), found::add);
    new AnswerRules().judge(new Case("Why?", "", ""), found::add);
    assertThat(found).containsExactly(AnswerJudge.Finding.DIFFERENT, AnswerJudge.Finding.DIFFERENT);
  }
}
