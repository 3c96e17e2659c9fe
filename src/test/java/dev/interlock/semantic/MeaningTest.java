package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.cache.CacheKey;
import dev.interlock.embedding.Vectors;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.Poll;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeaningTest {
  private static final PairView VIEW =
      new PairView(
          Wording.of("How do I export 2 reports to Rome?"),
          vector(1, 256),
          Optional.of(vector(2, 384)),
          "a space");
  private static final Meaning MEANING = new Meaning(new PartitionKey(-1, 7), VIEW);

  static float[] vector(long seed, int length) {
    var random = new Random(seed);
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Vectors.normalize(vector);
    return vector;
  }

  @Test
  void it_is_the_same_on_the_other_side_but_for_the_last_bits() {
    Meaning there = Meaning.decode(MEANING.encode()).orElseThrow();
    assertThat(there.partition()).isEqualTo(MEANING.partition());
    assertThat(there.view().space()).isEqualTo("a space");
    assertThat(there.view().wording().encode()).isEqualTo(VIEW.wording().encode());
    assertThat(cosine(there.view().fixed(), VIEW.fixed())).isCloseTo(1, within(1e-3));
    assertThat(cosine(there.view().forward().orElseThrow(), VIEW.forward().orElseThrow()))
        .isCloseTo(1, within(1e-3));
    // What is sent on is what came.
    assertThat(there.encode()).isEqualTo(MEANING.encode());
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Test
  void no_vector_is_none_there_either() {
    var view = new PairView(VIEW.wording(), new float[256], VIEW.forward(), "a space");
    var there = Meaning.decode(new Meaning(MEANING.partition(), view).encode()).orElseThrow();
    assertThat(there.view().fixed()).isEqualTo(new float[256]);
  }

  @Test
  void garbage_is_nothing_and_throws_nothing() {
    var random = new Random(4);
    byte[] meaning = MEANING.encode();
    byte[] lesson = hearsay(0.02).encode();
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      Optional<Meaning> _ = Meaning.decode(noise);
      Optional<Hearsay> _ = Hearsay.decode(noise);
      byte[] bent = meaning.clone();
      bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
      Optional<Meaning> _ = Meaning.decode(bent);
      byte[] turned = lesson.clone();
      turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
      Optional<Hearsay> _ = Hearsay.decode(turned);
    }
    assertThat(Meaning.decode(new byte[0])).isEmpty();
    assertThat(Meaning.decode(new byte[Meaning.MOST_BYTES + 1])).isEmpty();
  }

  @Test
  void a_lesson_says_the_same_there_and_none_has_a_bound_that_is_none() {
    Hearsay lesson = hearsay(0.02);
    assertThat(Hearsay.decode(lesson.encode())).contains(lesson);
    assertThat(Hearsay.decode(hearsay(0).encode())).isEmpty();
    assertThat(Hearsay.decode(hearsay(Double.NaN).encode())).isEmpty();
    assertThat(Hearsay.decode(hearsay(1).encode())).isEmpty();
  }

  private static Hearsay hearsay(double maxError) {
    CacheKey key = CacheKey.from(new byte[32]).orElseThrow();
    var scope = new Inquiry.Scope("a rule", "acme", "a lens");
    return new Hearsay(
        key,
        5,
        0.9,
        0.8,
        Poll.Standing.OTHER_WORDS,
        true,
        7,
        true,
        new PromiseKey(scope, maxError, "rules"));
  }
}
