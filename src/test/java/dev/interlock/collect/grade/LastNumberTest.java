package dev.interlock.collect.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastNumberTest {
  private final LastNumber grader = new LastNumber();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "She has 3 apples and 4 pears, so 7. | 7 | 1",
        "3 + 4 = 7 | #### 7 | 1",
        "The total is $1,234.50. | 1234.5 | 1",
        "The total is 1,234 of 5 | 1234 | 0",
        "It is 7.0 | 7 | 1",
        "It falls to -12 degrees | -12 | 1",
        "It falls to −12 degrees | -12 | 1",
        "It falls to -12 degrees | 12 | 0",
        "No number here | 7 | 0",
        "Use B2B or v7 | 7 | 0",
        "0.5 | .5 | 0",
        "1/2 | 2 | 1",
      })
  void the_last_number_counts(String answer, String expected, double score) {
    assertThat(grader.grade(Tasks.expecting(answer, expected))).isEqualTo(new Grade.Scored(score));
  }

  @Test
  void a_flood_of_digits_is_no_number_and_takes_no_time() {
    String flood = "1".repeat(1_000_000);

    assertThat(grader.grade(Tasks.expecting("7 " + flood, "7"))).isEqualTo(new Grade.Scored(1));
    assertThat(grader.grade(Tasks.expecting("1,".repeat(500_000), "7")))
        .isEqualTo(new Grade.Scored(0));
  }
}
