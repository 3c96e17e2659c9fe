package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.collect.grade.Method;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GradeOptionsTest {
  @Test
  void a_command_that_cannot_grade_is_refused() {
    assertThat(read("--command", "true").graders()).containsKey(Method.COMMAND);
    assertThatThrownBy(() -> read("--command", " ").graders())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--command: blank");
    assertThatThrownBy(() -> read("--command", "true", "--command-timeout", "0").graders())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--command-timeout: 0");
  }

  private static GradeOptions read(String... arguments) {
    return CommandLine.populateCommand(new GradeOptions(), arguments);
  }
}
