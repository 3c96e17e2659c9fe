package dev.interlock.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.difficulty.DifficultySignal;
import dev.interlock.signal.domain.DomainSignal;
import dev.interlock.signal.language.LanguageSignal;
import dev.interlock.signal.task.TaskSignal;
import dev.interlock.signal.uncertainty.UncertaintySignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The heads that are shipped, with the encoder that is shipped. */
class ShippedHeadsTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  private static LocalTextEncoder encoder;
  private static List<SignalEvaluator> evaluators;

  @BeforeAll
  static void open() {
    Path heads = HOME.resolve("heads");
    encoder = EncoderLoader.open(HOME.resolve("encoder"), 1);
    evaluators =
        List.of(
            new LanguageSignal(),
            DomainSignal.load(heads, encoder),
            TaskSignal.load(heads, encoder),
            DifficultySignal.load(heads, encoder),
            new UncertaintySignal());
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "physics | A ball is thrown upward at 20 m/s. How high does it rise, neglecting air drag?",
        "law | Under the statute of frauds, is an oral contract for the sale of land enforceable?",
        "chemistry | What is the pH of a 0.01 M solution of hydrochloric acid?",
        "general | play some jazz in the living room",
        "general | what time is my dentist appointment tomorrow"
      })
  void domains(String expected, String text) {
    assertThat(evaluate(text).label("domain", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coding | Write a Python function that merges two sorted lists.",
        "writing | Write a short story about a lighthouse keeper who finds a message in a bottle.",
        "math | Find all real x such that x^2 + 3x + 2 = 0 and prove there are no others.",
        "general | remind me to call mum at five"
      })
  void tasks(String expected, String text) {
    assertThat(evaluate(text).label("task", "")).isEqualTo(expected);
  }

  @Test
  void everyday_requests_are_easier_than_olympiad_problems() {
    double easy = evaluate("turn off the lights in the kitchen").score("difficulty", -1);
    double hard =
        evaluate(
                "Let $n$ be a positive integer. Determine the number of ordered triples of integers"
                    + " $(a,b,c)$ with $a^3+b^3+c^3 = n$ modulo $p^2$ for every prime $p$.")
            .score("difficulty", -1);
    assertThat(easy).isBetween(0.0, 0.3);
    assertThat(hard).isBetween(0.5, 1.0);
  }

  @Test
  void in_another_language_the_heads_abstain_and_doubt_is_full() {
    SignalSet set = evaluate("Wie wird das Wetter morgen in Hamburg und warum ist es so kalt?");
    assertThat(set.get("domain")).isInstanceOf(SignalValue.Unavailable.class);
    assertThat(set.get("difficulty")).isInstanceOf(SignalValue.Unavailable.class);
    assertThat(set.score("uncertainty", 0)).isEqualTo(1);
  }

  @Test
  void all_heads_together_stay_small() throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve("heads"))) {
      Map<Boolean, Long> sizes =
          files.collect(
              Collectors.partitioningBy(
                  file -> file.endsWith("default.bundle"),
                  Collectors.summingLong(ShippedHeadsTest::size)));
      assertThat(sizes.get(false)).isLessThan(4L << 20);
      assertThat(sizes.get(true)).as("the router bundle").isBetween(1L, 5L << 20);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SignalSet evaluate(String text) {
    InferenceRequest request = SignalFixture.request(text);
    var encoding = encoder.encode(text, Deadline.NEVER);
    var out = new SignalSet.Builder();
    evaluators.forEach(evaluator -> evaluator.evaluate(request, encoding, out));
    return out.build();
  }
}
