package dev.interlock.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalValue.Count;
import dev.interlock.signal.SignalValue.Unavailable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SignalRunnerTest {
  private final AtomicLong clock = new AtomicLong();

  @Test
  void anEvaluatorThatThrowsLeavesItsSignalsUnavailableAndTheOthersAlone() {
    var signals =
        run(
            evaluator(out -> out.put("a", new Count(1)), "a"),
            evaluator(
                out -> {
                  out.put("b", new Count(2));
                  throw new IllegalStateException("the prompt");
                },
                "b",
                "c"),
            evaluator(out -> out.put("d", out.get("a")), "d"));

    assertThat(signals.get("a")).isEqualTo(new Count(1));
    assertThat(signals.get("b")).isEqualTo(new Unavailable("failed: IllegalStateException"));
    assertThat(signals.get("c")).isEqualTo(new Unavailable("failed: IllegalStateException"));
    assertThat(signals.get("d")).isEqualTo(new Count(1));
    assertThat(signals.values().keySet()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatTheDeadlineLeavesNoTimeForIsUnavailable() {
    var signals =
        run(
            evaluator(
                out -> {
                  out.put("slow", new Count(1));
                  clock.addAndGet(Duration.ofSeconds(2).toNanos());
                },
                "slow"),
            evaluator(out -> out.put("late", new Count(1)), "late"));

    assertThat(signals.get("slow")).isEqualTo(new Count(1));
    assertThat(signals.get("late")).isEqualTo(new Unavailable("deadline"));
  }

  @Test
  void aSignalNobodyPutIsSaidToBeMissing() {
    var signals = run(evaluator(_ -> {}, "a"));

    assertThat(signals.values()).containsEntry("a", new Unavailable("not computed"));
  }

  @Test
  void narrowingKeepsWhatTheNeededSignalsMayBuildOn() {
    var runner =
        new SignalRunner(
            List.of(evaluator(_ -> {}, "a"), evaluator(_ -> {}, "b"), evaluator(_ -> {}, "c")));

    assertThat(runner.narrowedTo(Set.of("b")).specs())
        .extracting(SignalSpec::name)
        .containsExactly("a", "b");
    assertThat(runner.narrowedTo(Set.of()).isEmpty()).isTrue();
  }

  @Test
  void twoEvaluatorsCannotPutTheSameSignal() {
    var evaluators = List.of(evaluator(_ -> {}, "a"), evaluator(_ -> {}, "a"));

    assertThatThrownBy(() -> new SignalRunner(evaluators))
        .hasMessage("signal: a (expected: unique)");
  }

  private SignalSet run(SignalEvaluator... evaluators) {
    return new SignalRunner(Arrays.asList(evaluators))
        .run(
            SignalFixture.request("hello"),
            EncoderFixture.ngramsOnly("hello"),
            Deadline.after(Duration.ofSeconds(1), clock::get));
  }

  private static SignalEvaluator evaluator(Consumer<SignalSet.Builder> body, String... names) {
    return new SignalEvaluator() {
      @Override
      public List<SignalSpec> signals() {
        return Arrays.stream(names).map(n -> new SignalSpec(n, SignalType.INT, "A.")).toList();
      }

      @Override
      public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
        body.accept(out);
      }
    };
  }
}
