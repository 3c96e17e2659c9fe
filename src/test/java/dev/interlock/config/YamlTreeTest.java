package dev.interlock.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class YamlTreeTest {
  @Test
  void brackets_without_end_are_a_problem_and_no_crash() {
    var problems = new ConfigProblems();

    assertThat(YamlTree.parse("x.yaml", "a: " + "[".repeat(100_000), problems)).isEmpty();

    assertThat(problems.toString()).contains("x.yaml", "nested too deep");
  }
}
