package dev.interlock.eval.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.pool.Forecaster;
import dev.interlock.eval.pool.Pool;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.outcome.TextHash;
import dev.interlock.predictor.Representation;
import dev.interlock.predictor.training.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Greetings, which any model masters, and proofs, which only the dear one does. */
class StabilityTest {
  private static final String GREETING = "hello hello hello ";
  private static final String PROOF = "prove theorem 9999 with lemma ";

  private final TextEncoder encoder = EncoderFixture.characters();
  private final Decider decider = decider();

  @TempDir private Path folder;

  @Test
  void what_means_the_same_goes_to_the_same_model() {
    Map<String, Object> figures =
        Stability.of(
                decider,
                List.of(
                    new TextPair(GREETING + 1, GREETING + 2), new TextPair(PROOF + 1, PROOF + 2)))
            .map();
    assertThat(figures)
        .containsEntry("pairs", 2)
        .containsEntry("same_model", 1.0)
        .containsEntry("same_model_of_strangers", 0.0);
    assertThat((Double) figures.get("chance_shift")).isLessThan(0.2);
  }

  @Test
  void pairs_that_go_apart_are_seen() {
    Map<String, Object> figures =
        Stability.of(decider, List.of(new TextPair(GREETING + 1, PROOF + 1))).map();
    assertThat(figures)
        .containsEntry("same_model", 0.0)
        .doesNotContainKey("same_model_of_strangers");
  }

  @Test
  void a_decision_is_timed_after_a_pass_that_warms_up() {
    var clock = new AtomicLong();
    DecisionTime time =
        DecisionTime.of(decider, List.of(GREETING, PROOF), () -> clock.getAndAdd(2_000_000));
    assertThat(time).isEqualTo(new DecisionTime(2, 2, 2));
    assertThat(time.describe()).contains("median 2.00 ms", "over 2 texts");
  }

  @Test
  void pairs_are_read_unless_they_mean_different_things() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.writeString(
        file,
        """
        {"a": "one", "b": "two"}

        {"a": "one", "b": "three", "same": false}
        {"a": "four", "b": "five", "same": true}
        """);
    assertThat(TextPairs.read(file))
        .containsExactly(new TextPair("one", "two"), new TextPair("four", "five"));
    assertThat(TextPairs.read(file).getFirst().toString()).doesNotContain("one");
    Files.writeString(file, "{\"a\": \"one\"}");
    assertThatThrownBy(() -> TextPairs.read(file))
        .isInstanceOf(OutcomeException.class)
        .hasMessageEndingWith("pairs.jsonl:1: a or b: missing (expected: two texts)");
    Files.writeString(file, "none");
    assertThatThrownBy(() -> TextPairs.read(file))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining(":1: not JSON");
    Files.writeString(file, "");
    assertThatThrownBy(() -> TextPairs.read(file))
        .isInstanceOf(OutcomeException.class)
        .hasMessageContaining("no pairs");
  }

  private Decider decider() {
    var examples = new ArrayList<Example>();
    for (int i = 0; i < 60; i++) {
      examples.add(example(GREETING + i, 1));
      examples.add(example(PROOF + i, 0));
    }
    Pool pool = new Pool("synthetic", List.of("small", "large"), examples);
    return new Decider(encoder, Forecaster.trained(examples, 2), pool);
  }

  private Example example(String text, double small) {
    return new Example(
        Representation.of(encoder.encode(text, Deadline.NEVER)).compact(),
        Sha256.hex(TextHash.normalized(text)),
        Optional.empty(),
        new double[] {small, 1},
        new double[] {1, 1},
        new double[] {1, 8});
  }
}
