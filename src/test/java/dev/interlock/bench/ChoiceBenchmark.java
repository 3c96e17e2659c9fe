package dev.interlock.bench;

import dev.interlock.selection.Selection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Policy and choice: at most 10 µs and 16 KiB for ten rules over ten models. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChoiceBenchmark {
  private final ChoiceCase choice = new ChoiceCase();

  @Benchmark
  public Selection decide() {
    return choice.decide();
  }
}
