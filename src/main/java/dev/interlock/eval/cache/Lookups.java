package dev.interlock.eval.cache;

import dev.interlock.embedding.Vectors;
import dev.interlock.eval.EvalReport;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Lookups among 100,000 entries of one partition, by one thread. The entries are the vectors of
 * texts, and where there are too few, these with noise added at cosines from .6 to .95; what is
 * asked for is a vector of a text with noise at .7 to .98, never one that is there.
 */
final class Lookups {
  private static final int ENTRIES = 100_000;
  private static final int ASKED = 4_000;
  private static final int COMPARED = 1_000;
  private static final PartitionKey KEY = new PartitionKey(0, 1);

  private final List<float[]> entries = new ArrayList<>();
  private final List<float[]> texts;
  private final Random random;

  Lookups(List<float[]> texts, long seed) {
    this.texts = texts;
    this.random = new Random(seed);
    for (int i = 0; i < ENTRIES; i++) {
      float[] text = texts.get(i % texts.size());
      entries.add(i < texts.size() ? text : noisy(text, 0.6, 0.95));
    }
  }

  Map<String, Object> figures() {
    var index = new ReuseIndex(ENTRIES);
    for (int i = 0; i < entries.size(); i++) {
      index.add(KEY, i, entries.get(i));
    }
    List<float[]> asked = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      asked.add(noisy(texts.get(random.nextInt(texts.size())), 0.7, 0.98));
    }
    // Once for the compiler.
    for (float[] vector : asked) {
      index.nearest(KEY, vector, 1);
    }
    long[] nanos = new long[ASKED];
    long[] found = new long[ASKED];
    for (int i = 0; i < ASKED; i++) {
      long before = System.nanoTime();
      found[i] = index.nearest(KEY, asked.get(i), 1).getFirst().entryId();
      nanos[i] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("p50_us", nanos[ASKED / 2] / 1000);
    figures.put("p99_us", nanos[ASKED * 99 / 100] / 1000);
    figures.put("entries", ENTRIES);
    figures.put("bytes", index.bytes());
    recall(asked, found, figures);
    return figures;
  }

  /** How often the first found is the nearest by unrounded vectors, or within 0.002 of it. */
  private void recall(List<float[]> asked, long[] found, Map<String, Object> figures) {
    int compared = 0;
    int same = 0;
    int near = 0;
    for (int i = 0; i < COMPARED; i++) {
      int best = 0;
      float cosine = -2;
      for (int j = 0; j < entries.size(); j++) {
        float dot = Vectors.dot(asked.get(i), entries.get(j));
        if (dot > cosine) {
          cosine = dot;
          best = j;
        }
      }
      if (cosine >= 0.7) {
        compared++;
        same += found[i] == best ? 1 : 0;
        near += Vectors.dot(asked.get(i), entries.get((int) found[i])) >= cosine - 0.002 ? 1 : 0;
      }
    }
    figures.put("recall", EvalReport.rounded((double) same / Math.max(1, compared)));
    figures.put("recall_within_002", EvalReport.rounded((double) near / Math.max(1, compared)));
    figures.put("recall_of", compared);
  }

  private float[] noisy(float[] vector, double least, double most) {
    double cosine = least + random.nextDouble() * (most - least);
    float[] noise = new float[vector.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
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
