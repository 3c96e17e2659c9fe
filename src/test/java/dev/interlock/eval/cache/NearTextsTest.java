package dev.interlock.eval.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.Vectors;
import dev.interlock.reuse.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearTextsTest {
  private static final int DIMENSIONS = 4;

  @Test
  void the_nearest_of_those_added_are_those_that_a_search_finds() {
    // More near ones than are kept of a text: the first orders must search, the last ones not.
    List<Asked> texts = texts(1200);
    NearTexts.Earlier earlier = NearTexts.of(texts).earlier(texts.reversed());
    List<Asked> order = texts.reversed();
    for (int now = 0; now < order.size(); now++) {
      if (now % 97 == 0) {
        assertThat(earlier.nearest(now, 5, 0.6))
            .as("request %d", now)
            .isEqualTo(nearest(order, now));
      }
      if (now % 3 != 0) {
        earlier.add(now);
      }
    }
  }

  @Test
  void what_is_not_near_is_not_found() {
    var one = new Asked("one", 0, new float[] {1, 0}, Optional.empty());
    var other = new Asked("other", 1, new float[] {0.4f, 0.9165f}, Optional.empty());
    NearTexts.Earlier earlier = NearTexts.of(List.of(one, other)).earlier(List.of(one, other));
    earlier.add(0);

    assertThat(earlier.nearest(1, 3, NearTexts.LEAST)).isEmpty();
  }

  private static List<Neighbour> nearest(List<Asked> order, int now) {
    return IntStream.range(0, now)
        .filter(entry -> entry % 3 != 0)
        .mapToObj(
            entry ->
                new Neighbour(
                    entry, Vectors.dot(order.get(now).vector(), order.get(entry).vector())))
        .filter(near -> near.cosine() >= 0.6)
        .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
        .limit(5)
        .toList();
  }

  private static List<Asked> texts(int count) {
    var random = new Random(7);
    List<Asked> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[DIMENSIONS];
      for (int j = 0; j < DIMENSIONS; j++) {
        vector[j] = (float) (random.nextGaussian() + (j == 0 ? 1.5 : 0));
      }
      Vectors.normalize(vector);
      texts.add(new Asked("text " + i, i, vector, Optional.empty()));
    }
    return texts;
  }
}
