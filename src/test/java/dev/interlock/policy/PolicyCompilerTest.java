package dev.interlock.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyCompilerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signals.difficulti > 0.5 | 1:1 | unknown name `signals.difficulti` (signals.difficulty)",
        "request.stream && signals.intnt == 'x' | 1:19 | `signals.intnt` (signals.intent)",
        "difficulty > 0.5 | 1:1 | unknown name `difficulty` (signals.difficulty)",
        "signal.intent == 'x' | 1:1 | unknown name `signal`",
        "signals.attack.found | 1:1 | `signals.attack` is not in this version",
        "signals.pii.crad | 1:1 | unknown name `signals.pii.crad` (signals.pii.card)",
        "size(signals.pii) > 0 | 1:6 | unknown name `signals.pii`",
        "signals.weather == 'x' | 1:1 | expected: one of signals.intent, signals.difficulty",
        "request.header['a'] == 'b' | 1:1 | unknown name `request.header` (request.headers)",
        "model.id == 'small' | 1:1 | expected: a model only in `allow`",
        "signals.intent > 3 | 1:16 | no matching overload",
        "signals.difficulty | 1:1 | a value of type double () expected: a condition",
        "signals.risky && | 1: | mismatched input",
        "request.headers['a'] | 1:1 | a value of type string () expected: a condition",
      })
  void saysWhereAndWhatWasExpected(String when, String place, String message) {
    var problem = problems(RuleSpec.named("r").when(when)).getFirst();

    assertThat(problem.field()).isEqualTo("when");
    assertThat(problem.name()).isEqualTo("r");
    assertThat(problem.line() + ":" + problem.column()).startsWith(place);
    assertThat(text(problem)).contains(message);
  }

  @Test
  void countsLines() {
    var problem =
        problems(RuleSpec.named("r").when("request.stream\n  && signals.nope")).getFirst();

    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(6);
  }

  @Test
  void reportsAllProblemsTogether() {
    assertThat(
            problems(
                RuleSpec.named("a").when("signals.nope").allow("model.nope"),
                RuleSpec.named("b").allow("1 +")))
        .extracting(p -> p.rule() + p.field())
        .contains("0when", "0allow", "1allow");
  }

  @Test
  void refusesAnAllowThatNoModelSatisfies() {
    assertThat(problems(RuleSpec.named("a").allow("'onprem' in model.tags")).getFirst().found())
        .isEqualTo("no model satisfies it");
  }

  @Test
  void refusesAnAllowThatFailsForAModel() {
    assertThat(problems(RuleSpec.named("a").allow("model.tags[7] == 'x'")).getFirst().found())
        .contains("for model small");
  }

  private static String text(RuleProblem p) {
    return p.found() + " (" + p.suggestion().orElse("") + ") expected: " + p.expected();
  }

  private static List<RuleProblem> problems(RuleSpec... rules) {
    return switch (PolicyCompiler.compile(
        Arrays.asList(rules), PolicyEngineTest.MODELS, PolicyEngineTest.SIGNALS)) {
      case PolicyCompiler.Result.Compiled _ -> List.of();
      case PolicyCompiler.Result.Invalid(var problems) -> problems;
    };
  }
}
