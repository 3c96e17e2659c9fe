package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.outcome.OutcomeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairScoresTest {
  @TempDir private Path folder;

  @Test
  void area_recall_and_threshold_of_a_few_pairs() {
    var scores = new PairScores();
    scores.add(0.9, true);
    scores.add(0.8, true);
    scores.add(0.7, false);
    scores.add(0.6, true);
    scores.add(0.6, false);

    // 5.5 of 6 pairs are in order less the one above 0.6 and half a tie.
    assertThat(scores.auc()).isCloseTo((2 + 2 + 0.5) / 6, within(1e-9));
    assertThat(scores.recall(0)).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(scores.threshold(0)).isEqualTo(0.8);
    assertThat(scores.recall(0.5)).isEqualTo(1);
  }

  @Test
  void an_exact_upper_bound_is_that_of_clopper_and_pearson() {
    assertThat(Binomial.upper95(0, 10)).isCloseTo(0.2589, within(1e-4));
    assertThat(Binomial.upper95(0, 300)).isCloseTo(0.00994, within(1e-5));
    assertThat(Binomial.upper95(2, 20)).isCloseTo(0.2826, within(1e-4));
    assertThat(Binomial.upper95(0, 0)).isEqualTo(1);
  }

  @Test
  void a_trap_differs_from_both_texts() {
    for (String text :
        List.of(
            "Which train from Leeds to York is the fastest before 9 on Monday?",
            "The `download_mode` parameter is optional.",
            "move 20 dollars from checking to savings")) {
      List<TextPair> traps = TrapEdits.of("honest: " + text, text);

      assertThat(traps).isNotEmpty();
      assertThat(traps)
          .allSatisfy(
              trap -> {
                assertThat(trap.other()).isNotEqualTo(text).isNotEqualTo(trap.one());
                assertThat(trap.same()).isFalse();
              });
    }
  }

  @Test
  void frames_make_the_same_questions_and_traps_and_share_no_line_between_parts() {
    List<TextPair> validation = Frames.pairs(Clusters.Part.VALIDATION);
    List<TextPair> test = Frames.pairs(Clusters.Part.TEST);

    assertThat(validation).anyMatch(TextPair::same).anyMatch(pair -> !pair.same());
    assertThat(validation.stream().map(TextPair::one).toList())
        .doesNotContainAnyElementsOf(test.stream().map(TextPair::one).toList());
    assertThat(test).anyMatch(pair -> !pair.listed()).allMatch(pair -> !pair.one().contains("{"));
  }

  @Test
  void traps_that_are_alike_are_never_joined_with_what_they_are_traps_for() {
    var answers = new HashMap<String, String>();
    List<TextPair> pairs = Frames.pairs(Clusters.Part.TEST);
    List<TextPair> alike = Frames.trapsAlike(Clusters.Part.TEST);
    Stream.concat(pairs.stream(), alike.stream())
        .filter(TextPair::same)
        .forEach(
            pair -> {
              String one = answers.computeIfAbsent(pair.one(), text -> text);
              String other = answers.computeIfAbsent(pair.other(), text -> text);
              answers.replaceAll((_, answer) -> answer.equals(other) ? one : answer);
            });

    assertThat(alike).isNotEmpty();
    assertThat(pairs)
        .filteredOn(pair -> !pair.same() && answers.containsKey(pair.one()))
        .isNotEmpty()
        .noneMatch(pair -> Objects.equals(answers.get(pair.one()), answers.get(pair.other())));
  }

  @Test
  void a_report_keeps_what_others_wrote() throws IOException {
    Path file = folder.resolve("eval-cache.json");
    var report = new CacheReport(file, folder.resolve("page.html"));
    report.merge(Map.of("streams", Map.of("a", 1), "pairs", Map.of("auc", 1, "x", 1)));
    report.merge(Map.of("streams", Map.of("b", 2), "pairs", Map.of("auc", 2)));

    assertThat(Files.readString(file))
        .containsIgnoringWhitespaces("\"streams\": {\"a\": 1, \"b\": 2}")
        .containsIgnoringWhitespaces("\"pairs\": {\"auc\": 2}");
  }

  @Test
  void an_operators_pairs_name_what_is_wrong_with_them() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.writeString(file, "{\"a\": \"x\", \"b\": \"y\", \"same\": true}\n{\"a\": \"x\"}\n");

    assertThatThrownBy(() -> PairFile.read(file))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining("pairs.jsonl:2");
  }
}
