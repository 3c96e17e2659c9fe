package dev.interlock.eval.cache;

import dev.interlock.bench.Footprint;
import dev.interlock.embedding.Vectors;
import dev.interlock.eval.EvalReport;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lookups among many entries of one partition, by one thread. The entries are the vectors of texts,
 * and where there are too few, these with noise added at cosines from .6 to .95; what is asked for
 * is a vector of a text with noise at .7 to .98, never one that is there. Entries are made anew
 * whenever they are needed, so that memory holds the index alone.
 */
final class Lookups {
  private static final int LOOKUPS = 20_000;
  private static final int ASKED = 1_000;
  private static final int WARM = 3_000;
  private static final PartitionKey KEY = new PartitionKey(0, 1);

  private final List<float[]> texts;
  private final int entries;
  private final long seed;

  Lookups(List<float[]> texts, int entries, long seed) {
    this.texts = texts;
    this.entries = entries;
    this.seed = seed;
  }

  /** Measures and writes it. */
  static void report(
      List<float[]> texts, StreamOptions options, CacheReport report, PrintWriter out)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    Map<String, Object> lookups = new Lookups(texts, options.entries(), options.seed()).figures();
    String name = "lookup_%dk".formatted(options.entries() / 1000);
    out.printf("%n%s %s%n", name, lookups);
    out.flush();
    report.merge(Map.of(name, lookups));
  }

  Map<String, Object> figures() throws IOException {
    long before = used();
    var index = new ReuseIndex(entries);
    long adding = 0;
    for (int i = 0; i < entries; i++) {
      float[] entry = entry(i);
      long start = System.nanoTime();
      index.add(KEY, i, entry);
      adding += System.nanoTime() - start;
    }
    long taken = used() - before;
    List<float[]> asked = new ArrayList<>();
    var random = new Random(~seed);
    for (int i = 0; i < ASKED; i++) {
      asked.add(noisy(texts.get(random.nextInt(texts.size())), 0.7, 0.98, random));
    }
    for (int i = 0; i < WARM; i++) {
      index.nearest(KEY, asked.get(i % ASKED), 1);
    }
    long[] nanos = new long[LOOKUPS];
    long[] cpu = new long[LOOKUPS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] found = new long[ASKED];
    for (int i = 0; i < LOOKUPS; i++) {
      long cpuStart = threads.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      found[i % ASKED] = index.nearest(KEY, asked.get(i % ASKED), 1).getFirst().entryId();
      nanos[i] = System.nanoTime() - start;
      cpu[i] = threads.getCurrentThreadCpuTime() - cpuStart;
    }
    Arrays.sort(nanos);
    Arrays.sort(cpu);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("p50_us", nanos[LOOKUPS / 2] / 1000);
    figures.put("p99_us", nanos[LOOKUPS * 99 / 100] / 1000);
    figures.put("p999_us", nanos[LOOKUPS * 999 / 1000] / 1000);
    // Without what others on the machine take: a thread that waits for its turn takes no time.
    figures.put("p50_cpu_us", cpu[LOOKUPS / 2] / 1000);
    figures.put("p99_cpu_us", cpu[LOOKUPS * 99 / 100] / 1000);
    figures.put("p999_cpu_us", cpu[LOOKUPS * 999 / 1000] / 1000);
    figures.put("lookups", LOOKUPS);
    figures.put("entries", index.size());
    figures.put("texts", texts.size());
    figures.put("bytes", index.bytes());
    figures.put("heap_bytes", taken);
    figures.put("add_s", EvalReport.rounded(adding * 1e-9));
    figures.put("resident_most_bytes", Footprint.mostResident());
    figures.put("heap_most_bytes", Runtime.getRuntime().maxMemory());
    figures.put(
        "machine",
        "%s, %d processors, Java %s"
            .formatted(
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature()));
    recall(asked, found, figures);
    return figures;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** How often the first found is the nearest by unrounded vectors, or within 0.002 of it. */
  private void recall(List<float[]> asked, long[] found, Map<String, Object> figures) {
    int compared = Math.min(ASKED, ASKED * 100_000 / Math.max(1, entries));
    float[] nearest = new float[compared];
    float[] cosine = new float[compared];
    int[] best = new int[compared];
    Arrays.fill(nearest, -2);
    for (int i = 0; i < entries; i++) {
      float[] entry = entry(i);
      for (int j = 0; j < compared; j++) {
        float dot = Vectors.dot(asked.get(j), entry);
        if (dot > nearest[j]) {
          nearest[j] = dot;
          best[j] = i;
        }
        if (found[j] == i) {
          cosine[j] = dot;
        }
      }
    }
    int of = 0;
    int same = 0;
    int near = 0;
    for (int j = 0; j < compared; j++) {
      if (nearest[j] >= 0.7) {
        of++;
        same += found[j] == best[j] ? 1 : 0;
        near += cosine[j] >= nearest[j] - 0.002 ? 1 : 0;
      }
    }
    figures.put("recall", EvalReport.rounded((double) same / Math.max(1, of)));
    figures.put("recall_within_002", EvalReport.rounded((double) near / Math.max(1, of)));
    figures.put("recall_of", of);
  }

  private float[] entry(int i) {
    float[] text = texts.get(i % texts.size());
    return i < texts.size() ? text : noisy(text, 0.6, 0.95, new Random(seed * 31 + i));
  }

  private static float[] noisy(float[] vector, double least, double most, Random random) {
    double cosine = least + random.nextDouble() * (most - least);
    float[] noise = new float[vector.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    float along = Vectors.dot(noise, vector);
    for (int i = 0; i < noise.length; i++) {
      noise[i] -= along * vector[i];
    }
    Vectors.normalize(noise);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (cosine * vector[i] + Math.sqrt(1 - cosine * cosine) * noise[i]);
    }
    return noise;
  }
}
