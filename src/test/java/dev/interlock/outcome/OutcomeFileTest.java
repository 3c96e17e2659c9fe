package dev.interlock.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeFileTest {
  @TempDir private Path folder;

  @Test
  void reads_scores_costs_and_lengths() throws IOException {
    OutcomeRow row =
        read("""
                {"prompt": "Why?", "task": "qa", "outcomes":
                 {"a": {"score": 0.7, "cost": 0.002, "output_tokens": 12}, "b": {}}}
                """
                .replace("\n", ""))
            .getFirst();
    assertThat(row.task()).contains("qa");
    assertThat(row.outcomes().sequencedKeySet()).containsExactly("a", "b");
    Outcome outcome = row.outcomes().firstEntry().getValue();
    assertThat(outcome.score()).hasValue(0.7);
    assertThat(outcome.costUsd()).hasValue(0.002);
    assertThat(outcome.outputTokens()).hasValue(12);
    assertThat(row.outcomes().lastEntry().getValue().score()).isEmpty();
  }

  @Test
  void a_preference_is_a_score_of_one_and_one_of_zero() throws IOException {
    List<OutcomeRow> rows =
        read(
            """
            {"prompt": "x", "winner": "a", "loser": "b"}

            {"prompt": "y", "tie": ["a", "b"]}
            """);
    assertThat(rows.get(0).outcomes().firstEntry().getValue().score()).hasValue(1);
    assertThat(rows.get(0).outcomes().lastEntry().getValue().score()).hasValue(0);
    assertThat(rows.get(1).outcomes().lastEntry().getValue().score()).hasValue(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secret                                                      | not JSON
          {"outcomes": {"a": {"score": 1}}}                           | prompt: missing
          {"prompt": "secret"}                                        | outcomes: none
          {"prompt": "secret", "outcomes": {"a": {"score": 2}}}       | a: score: 2 (expected: a number in [0, 1])
          {"prompt": "secret", "outcomes": {"a": {"cost": "cheap"}}}  | a: cost: "cheap" (expected
          """)
  void says_what_is_wrong_and_where_and_never_the_prompt(String line, String message) {
    assertThatThrownBy(() -> read("{\"prompt\": \"x\", \"tie\": [\"a\"]}\n" + line + "\n"))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining("outcomes.jsonl:2: " + message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void lines_with_the_same_id_are_one_prompt() throws IOException {
    Path more =
        Files.writeString(
            folder.resolve("more.jsonl"),
            """
            {"id": "1", "prompt": "x", "task": "qa", "outcomes": {"b": {"score": 1}, "c": {"score": 0}}}
            {"prompt": "x", "outcomes": {"a": {"score": 0}}}
            """);
    Path file =
        Files.writeString(
            folder.resolve("outcomes.jsonl"),
            """
            {"id": "1", "prompt": "x", "outcomes": {"a": {"score": 0.5}, "b": {"cost": 1}}}
            {"id": "2", "prompt": "x", "outcomes": {"a": {"score": 0}}}
            {"id": "1", "prompt": "x", "outcomes": {"a": {}}}
            {"prompt": "x", "outcomes": {"a": {"score": 0}}}
            """);

    List<OutcomeRow> rows = OutcomeFile.read(List.of(file, more));

    assertThat(rows).hasSize(4);
    OutcomeRow whole = rows.getFirst();
    assertThat(whole.task()).hasValue("qa");
    assertThat(whole.outcomes().sequencedKeySet()).containsExactly("a", "b", "c");
    assertThat(whole.outcomes().values())
        .extracting(outcome -> outcome.score().orElse(-1))
        .containsExactly(0.5, 1.0, 0.0);
    assertThat(OutcomeFile.read(file)).hasSize(3);
  }

  @Test
  void whichever_line_of_an_id_comes_first_says_the_same() throws IOException {
    List<String> lines =
        List.of(
            "{\"id\": \"1\", \"prompt\": \"x\", \"task\": \"qa\", \"outcomes\": {\"a\": {\"score\": 1}}}",
            "{\"id\": \"1\", \"prompt\": \"x\", \"task\": \"it\", \"outcomes\": {\"a\": {\"score\": 0}}}",
            "{\"id\": \"1\", \"prompt\": \"x\", \"outcomes\": {\"a\": {\"cost\": 2}}}",
            "{\"id\": \"1\", \"prompt\": \"y\", \"outcomes\": {\"a\": {\"score\": 1}}}",
            "{\"prompt\": \"y\", \"outcomes\": {\"a\": {\"score\": 0}}}");

    List<OutcomeRow> rows = sorted(lines);

    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst().task()).hasValue("it");
    assertThat(rows.getFirst().outcomes().values())
        .extracting(Outcome::score)
        .containsExactly(OptionalDouble.of(0));
    assertThat(sorted(lines.reversed())).isEqualTo(rows);
  }

  private List<OutcomeRow> sorted(List<String> lines) throws IOException {
    return read(String.join("\n", lines)).stream().sorted(OutcomeRow.BY_CONTENT).toList();
  }

  @Test
  void a_row_does_not_print_its_prompt() throws IOException {
    assertThat(read("{\"prompt\": \"secret\", \"tie\": [\"a\"]}").getFirst().toString())
        .isEqualTo("OutcomeRow[task=-, models=1]");
  }

  private List<OutcomeRow> read(String text) throws IOException {
    return OutcomeFile.read(Files.writeString(folder.resolve("outcomes.jsonl"), text));
  }
}
