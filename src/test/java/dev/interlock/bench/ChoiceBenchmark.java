package dev.interlock.bench;

import dev.interlock.selection.Expectations;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Standing;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Policy and choice: at most 10 µs and 16 KiB for ten rules over ten models. In a conversation the
 * changes that would flip the choice are found by holding it again, which takes longer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChoiceBenchmark {
  private final ChoiceCase choice = new ChoiceCase();
  private final Standing standing = new Standing(Set.of(6), false, 0.1, 0.05, new double[0]);

  @Benchmark
  public Selection decide() {
    return choice.decide();
  }

  @Benchmark
  public Selection decideInConversation() {
    return choice.decide(Expectations.NONE, standing);
  }
}
