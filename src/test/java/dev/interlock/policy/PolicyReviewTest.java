package dev.interlock.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.SignalFamilies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Warnings as {@code validate} prints them, and the silence where nothing is proved. */
class PolicyReviewTest {
  private static final String HEAD =
      """
      version: 1
      models:
        - {id: small, address: "http://127.0.0.1:9101", context_window: 32768, quality: 0.6, price: {input: 0.1, output: 0.3}, tags: [on-prem]}
        - {id: large, address: "http://127.0.0.1:9103", context_window: 200000, quality: 0.9, price: {input: 5, output: 15}, tags: [us]}
      virtual_models:
        - {name: auto, models: [small, large], default: small}
      intents:
        - {name: support, examples: [a b, c d, e f, g h, i j]}
        - {name: contracts, examples: [k l, m n, o p, q r, s t]}
      failsafe: {model: small, open: true}
      policies:
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signals.difficulty > 0.8 && signals.difficulty < 0.2",
        "signals.tokens > 3 && signals.tokens < 4",
        "signals.tokens > 2.5 && signals.tokens < 3",
        "0.5 < signals.difficulty && !(signals.difficulty >= 0.5)",
        "signals.language == 'de' && signals.language == 'fr'",
        "signals.language in ['de', 'fr'] && signals.language == 'it'",
        "request.stream && !request.stream",
        "signals.intent != 'support' && signals.intent != 'contracts' && signals.intent != 'none'",
        "request.headers['x-a'] == '1' && request.headers['x-a'] == '2'",
        "signals.modality.exists(m, m == 'image') && false",
        "signals.chars > -1 && signals.chars < -2",
      })
  void a_condition_that_is_never_true_is_told(String when) throws IOException {
    assertThat(warnings(rule("r", when, "objective: {quality: 0.7}")))
        .singleElement()
        .asString()
        .contains("interlock.yaml:12:", "rule `r`: its condition is never true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signals.difficulty > 0.2 && signals.difficulty < 0.8",
        "signals.tokens > 3 && signals.tokens < 5",
        "signals.difficulty > 3.0 && signals.difficulty < 4.0",
        "signals.tokens >= 3 && signals.tokens <= 3",
        "signals.language != 'de' && signals.language != 'fr'",
        "request.headers['x-a'] == '1' && request.headers['x-b'] == '2'",
        "signals.modality.exists(m, m == 'image') && !signals.modality.exists(m, m == 'audio')",
        "signals.language.startsWith('d') && signals.language != 'de'",
        "signals.difficulty > signals.uncertainty && signals.uncertainty > signals.difficulty",
        "'x-a' in request.headers || request.stream",
        "request.stream ? request.tools > 0 : request.tools > 3",
      })
  void a_condition_that_may_be_true_is_not(String when) throws IOException {
    assertThat(warnings(rule("r", when, "objective: {quality: 0.7}"))).isEmpty();
  }

  @Test
  void a_label_that_never_comes_is_told_with_what_was_meant() throws IOException {
    assertThat(warnings(rule("r", "signals.intent == 'contract'", "objective: {quality: 0.7}")))
        .singleElement()
        .asString()
        .contains("`signals.intent` is never 'contract', did you mean 'contracts'?");
  }

  @Test
  void what_an_earlier_rule_refuses_needs_no_other_rule() throws IOException {
    String refuse = rule("no streams", "request.stream", "refuse: {message: no}");
    String rest = rule("r", "request.stream && request.tools > 0", "objective: {quality: 0.9}");

    assertThat(warnings(refuse + rest))
        .singleElement()
        .asString()
        .contains("rule `r`: whenever it is true, rule `no streams` refuses the request");
    assertThat(warnings(rest + refuse)).hasSize(1);
    assertThat(warnings(refuse + rule("r", "request.tools > 0", "objective: {quality: 0.9}")))
        .isEmpty();
  }

  @Test
  void an_exception_after_the_usual_case_is_told() throws IOException {
    String usual = rule("usual", "signals.difficulty > 0.5", "objective: {quality: 0.7}");
    String special = rule("special", "signals.difficulty > 0.8", "objective: {quality: 0.9}");

    assertThat(warnings(usual + special))
        .singleElement()
        .asString()
        .contains("rule `special`: whenever it is true, rule `usual` above has stated the same");
    assertThat(warnings(special + usual)).isEmpty();
  }

  @Test
  void the_same_condition_twice_is_told_if_the_second_adds_nothing() throws IOException {
    String first = rule("one", "request.stream", "objective: {quality: 0.7}");

    assertThat(warnings(first + rule("two", "request.stream", "objective: {quality: 0.9}")))
        .hasSize(1);
    assertThat(warnings(first + rule("two", "request.stream", "failure_cost: 3"))).isEmpty();
    assertThat(warnings(first + rule("two", "request.stream", "allow: \"model.id == 'small'\"")))
        .isEmpty();
  }

  @Test
  void demands_that_no_model_meets_together_are_told() throws IOException {
    String always = "  - {name: here, allow: \"'on-prem' in model.tags\"}\n";
    String some = rule("there", "request.stream", "allow: \"'us' in model.tags\"");

    assertThat(warnings(always + some))
        .singleElement()
        .asString()
        .contains("rule `there`: together with rule `here`", "it allows no model");
    assertThat(
            warnings(
                some + rule("else", "request.tools > 0", "allow: \"'on-prem' in model.tags\"")))
        .isEmpty();
  }

  @Test
  void a_virtual_model_without_a_model_is_told() throws IOException {
    String here = "  - {name: here, allow: \"'on-prem' in model.tags\"}\n";
    String text =
        HEAD.replace("intents:", "  - {name: best, models: [large], default: large}\nintents:");

    assertThat(problems(text + here))
        .singleElement()
        .asString()
        .contains("`best` can never be served", "allow none of its models");
    assertThat(warnings("  - {name: closed, refuse: {message: no}}\n"))
        .singleElement()
        .asString()
        .contains("`auto` can never be served: rule `closed` refuses every request");
  }

  private static String rule(String name, String when, String says) {
    return "  - {name: %s, when: \"%s\", %s}\n".formatted(name, when, says);
  }

  private List<String> warnings(String rules) throws IOException {
    return problems(HEAD + rules);
  }

  private List<String> problems(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("interlock.yaml"), text);
    LocalDate today = LocalDate.of(2026, 11, 20);
    return new ConfigurationLoader(_ -> null, () -> today, SignalFamilies.specs())
        .load(file, 1).problems().stream()
            .map(Object::toString)
            .filter(problem -> !problem.contains("accepted by `open: true`"))
            .toList();
  }
}
