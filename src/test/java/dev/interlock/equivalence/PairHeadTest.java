package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.embedding.Vectors;
import dev.interlock.equivalence.PairHeadTrainer.Labelled;
import dev.interlock.head.HeadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairHeadTest {
  private static final int DIMENSION = 16;

  @TempDir private Path folder;

  private final Random random = new Random(11);
  private final List<Labelled> pairs = pairs(600);
  private final PairHead head =
      PairHeadTrainer.train(pairs, pairs(200), "space-1", "static-1", "00");

  @Test
  void pairs_of_near_vectors_are_likelier_the_same() {
    List<Labelled> unseen = pairs(200);
    int right = 0;
    int rightWithout = 0;
    for (Labelled pair : unseen) {
      right += head.same(pair.one(), pair.other()) > 0.5 == pair.same() ? 1 : 0;
      double without = head.same(pair.one().withoutForward(), pair.other().withoutForward());
      rightWithout += without > 0.5 == pair.same() ? 1 : 0;
    }

    assertThat(right).isGreaterThan(190);
    assertThat(rightWithout).isGreaterThan(170).isNotEqualTo(right);
  }

  @Test
  void it_does_not_matter_which_comes_first() {
    for (Labelled pair : pairs) {
      assertThat(head.same(pair.one(), pair.other()))
          .isEqualTo(head.same(pair.other(), pair.one()))
          .isBetween(0.0, 1.0);
    }
  }

  @Test
  void the_same_data_gives_the_same_bytes_and_a_file_gives_the_same_head() throws IOException {
    PairHead again =
        PairHeadTrainer.train(pairs, pairs.subList(0, 200), "space-1", "static-1", "00");
    PairHead third =
        PairHeadTrainer.train(pairs, pairs.subList(0, 200), "space-1", "static-1", "00");
    Path file = folder.resolve("pairs.bin");
    Files.write(file, again.withThresholds(0.7, 0.8).toBytes());

    PairHead read = PairHead.load(file, "space-1", "static-1");

    assertThat(third.toBytes()).isEqualTo(again.toBytes());
    Labelled pair = pairs.getFirst();
    assertThat(read.same(pair.one(), pair.other())).isEqualTo(again.same(pair.one(), pair.other()));
    assertThat(read.threshold(pair.one(), pair.other())).isCloseTo(0.8, within());
    assertThat(read.threshold(pair.one().withoutForward(), pair.other())).isCloseTo(0.7, within());
  }

  @Test
  void another_encoder_and_a_damaged_file_are_refused() throws IOException {
    Path file = folder.resolve("pairs.bin");
    byte[] bytes = head.toBytes();
    Files.write(file, bytes);

    assertThatThrownBy(() -> PairHead.load(file, "space-2", "static-1"))
        .isInstanceOf(HeadException.class)
        .hasMessageContaining("space-1")
        .hasMessageContaining("space-2");
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> PairHead.load(file, "space-1", "static-1"))
        .isInstanceOf(HeadException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void guards_come_before_the_head() {
    PairView one = view("what is 5 km in miles", near());
    PairView other = view("what is 6 km in miles", near());
    var check = new PairCheck(head.withThresholds(0, 0));
    var strict = new PairCheck(head.withThresholds(1.01, 1.01));
    PairView asked = view("please tell me what photosynthesis is", near());
    PairView before = view("what is photosynthesis", near());

    assertThat(check.check(one, other))
        .isInstanceOfSatisfying(
            PairCheck.Refused.class, refused -> assertThat(refused.code()).isEqualTo("numbers"));
    assertThat(check.check(before, asked)).isInstanceOf(PairCheck.Same.class);
    assertThat(strict.check(before, asked))
        .isInstanceOfSatisfying(
            PairCheck.Refused.class, refused -> assertThat(refused.code()).isEqualTo("pair_head"));
    assertThat(strict.check(before, before)).isEqualTo(new PairCheck.Same(1));
  }

  @Test
  void vectors_that_are_none_and_views_of_another_space_are_refused() {
    var lenient = new PairCheck(head.withThresholds(0, 0));
    Wording one = Wording.of("what is photosynthesis");
    Wording other = Wording.of("please tell me what photosynthesis is");
    float[] good = near();
    float[] broken = good.clone();
    broken[3] = Float.NaN;
    var view = new PairView(one, good, Optional.of(good), "space-1");

    assertThat(lenient.check(view, new PairView(other, good, Optional.of(good), "space-1")))
        .isInstanceOf(PairCheck.Same.class);
    for (PairView bad :
        List.of(
            new PairView(other, broken, Optional.of(good), "space-1"),
            new PairView(other, good, Optional.of(broken), "space-1"),
            new PairView(other, good, Optional.of(new float[DIMENSION]), "space-1"),
            new PairView(other, new float[0], Optional.of(good), "space-1"),
            new PairView(other, good, Optional.of(good), "space-2"))) {
      assertThat(lenient.check(view, bad)).isInstanceOf(PairCheck.Refused.class);
      assertThat(lenient.check(bad, view)).isInstanceOf(PairCheck.Refused.class);
    }
  }

  @Test
  void the_shipped_head_is_of_the_shipped_encoder() {
    PairHead shipped =
        PairHead.load(Path.of("src/main/heads/pairs.bin"), "interlock-l2-2", "interlock-l2-1");

    assertThat(shipped.dataHash()).hasSize(64);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  private List<Labelled> pairs(int count) {
    List<Labelled> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean same = i % 3 == 0;
      float[] vector = near();
      float[] forward = vector.clone();
      float[] fixed = vector.clone();
      move(forward, same ? 0.1 : 0.5);
      move(fixed, same ? 0.15 : 0.5);
      String text = "word" + random.nextInt(40) + " stays word" + random.nextInt(40);
      made.add(
          new Labelled(
              view(text, vector),
              new PairView(Wording.of(text + " here"), fixed, Optional.of(forward), "space-1"),
              same));
    }
    return made;
  }

  private void move(float[] vector, double by) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += (float) (by * random.nextGaussian());
    }
    Vectors.normalize(vector);
  }

  private float[] near() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Vectors.normalize(vector);
    return vector;
  }

  private static PairView view(String text, float[] vector) {
    return new PairView(Wording.of(text), vector, Optional.of(vector), "space-1");
  }
}
