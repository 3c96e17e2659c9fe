package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradedRowsTest {
  private static final String ROW =
      "{\"task\": \"a\", \"prompt\": \"%s\", \"outcomes\": {\"model-1\": {\"score\": 1}}}\n";

  @TempDir private Path folder;

  @Test
  void the_example_serves_nothing_that_it_learnt_from_and_invents_nothing() throws IOException {
    Path example = Path.of("examples/documents");
    var rows = GradedRows.read(example.resolve("graded.jsonl"), example.resolve("served.jsonl"));

    assertThat(rows.learnt()).hasSize(310);
    assertThat(rows.served()).hasSize(940);
    assertThat(rows.byClass(Scenario.read(example, "scenario.yaml")))
        .hasEntrySatisfying("classification", kind -> assertThat(kind).hasSize(400))
        .hasEntrySatisfying("extraction", kind -> assertThat(kind).hasSize(400))
        .hasEntrySatisfying("reasoning", kind -> assertThat(kind).hasSize(140));
    rows.check(
        List.of(
            Models.of("small", "qwen2.5-7b-instruct", 1),
            Models.of("medium", "llama-3.1-8b-instruct", 3),
            Models.of("large", "llama-3.1-nemotron-51b-instruct", 10)));
  }

  @Test
  void a_prompt_must_not_be_learnt_from_and_served() {
    assertThatThrownBy(() -> read("What is it?", "what is it"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("1 prompts of")
        .hasMessageContaining("(expected: none in both)")
        .hasMessageNotContaining("What is it");
  }

  @Test
  void every_served_row_needs_the_recorded_grade_of_every_model() throws IOException {
    GradedRows rows = read("one", "two");

    rows.check(List.of(Models.of("small", "model-1", 1), Models.of("model-1", "other", 1)));
    assertThatThrownBy(() -> rows.check(List.of(Models.of("large", "model-2", 10))))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("served rows: 1 without a score of model-2 (expected: one in each)");
  }

  @Test
  void tasks_are_the_classes() throws IOException {
    GradedRows rows = read("one", "two");
    var kind = new RequestClass("b", 1, new RequestClass.Length(1, 1));

    assertThatThrownBy(() -> rows.byClass(new Scenario("auto", "large", List.of(kind))))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("served rows: tasks [a] (expected: the classes [b])");
  }

  private GradedRows read(String learnt, String served) throws IOException {
    return GradedRows.read(
        Files.writeString(folder.resolve("graded.jsonl"), ROW.formatted(learnt)),
        Files.writeString(folder.resolve("served.jsonl"), ROW.formatted(served)));
  }
}
