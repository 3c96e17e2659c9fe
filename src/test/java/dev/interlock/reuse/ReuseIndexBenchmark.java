package dev.interlock.reuse;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lookups in one partition, by the number of its entries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ReuseIndexBenchmark {
  private static final PartitionKey KEY = new PartitionKey(1, 2);

  /** Entries. */
  @Param({"1000", "100000"})
  public int entries;

  private ReuseIndex index = new ReuseIndex(0);
  private final float[][] asked = new float[256][];
  private int next;

  /** Fills the index. */
  @Setup
  public void fill() {
    var random = new Random(1);
    index = new ReuseIndex(entries);
    for (int i = 0; i < entries; i++) {
      float[] vector = VectorFixture.unit(random);
      index.add(KEY, i, vector);
      if (i < asked.length) {
        asked[i] = VectorFixture.near(vector, 0.8, random);
      }
    }
  }

  /** The nearest four. */
  @Benchmark
  public List<Neighbour> nearest() {
    next = (next + 1) % asked.length;
    return index.nearest(KEY, asked[next], 4);
  }
}
