package dev.interlock.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusedHeadTest {
  private static final List<String> SUBJECTS = List.of("contract", "weather", "music");
  private static final List<String> FRAMES =
      List.of(
          "tell me about the %s",
          "what is the %s like",
          "i need the %s now",
          "show the %s please",
          "anything new on %s",
          "more %s for me");

  @TempDir Path directory;

  /** The transformer of these tests knows the subjects for sure. */
  private final TextEncoder encoder =
      EncoderFixture.withForward(
          text -> {
            float[] vector = new float[SUBJECTS.size()];
            for (int i = 0; i < vector.length; i++) {
              vector[i] = text.contains(SUBJECTS.get(i)) ? 1 : 0.05f;
            }
            return vector;
          });

  private final FusedHead head = HeadTrainer.train(set(), List.of(), HeadOptions.FEW_SHOT);

  @Test
  void unseen_frames_are_classified() {
    for (String subject : SUBJECTS) {
      Prediction prediction = head.predict(encode("could you look up " + subject));
      assertThat(head.labels().get(prediction.best())).isEqualTo(subject);
      assertThat(prediction.probability()).isGreaterThan(0.4);
    }
  }

  @Test
  void a_wide_margin_spares_the_forward_pass() {
    var stingy = encode("tell me about the contract");
    var stage = new FusedHead.Stage(new Fusion(new float[] {9, 9}), Rejection.NEVER, 0.2f);
    var eager = new FusedHead(head.labels(), parts(), stage, stage);
    assertThat(eager.predict(stingy).forward()).isFalse();
    assertThat(stingy.forwardRan()).isFalse();
  }

  @Test
  void a_thin_margin_asks_the_transformer() {
    var unclear = encode("weather music contract");
    var cheap = new FusedHead.Stage(new Fusion(new float[] {1, 1}), Rejection.NEVER, 1f);
    var full = new FusedHead.Stage(new Fusion(new float[] {1, 1, 1}), Rejection.NEVER, 0f);
    assertThat(new FusedHead(head.labels(), parts(), cheap, full).predict(unclear).forward())
        .isTrue();
    assertThat(unclear.forwardRan()).isTrue();
  }

  @Test
  void without_a_transformer_the_cheap_stage_decides() {
    Encoding encoding = EncoderFixture.characters().encode("the weather", Deadline.NEVER);
    assertThat(head.predict(encoding).forward()).isFalse();
  }

  @Test
  void a_saved_head_predicts_the_same_and_trains_to_the_same_bytes() throws IOException {
    Path first = directory.resolve("first.bin");
    Path second = directory.resolve("second.bin");
    file(head).write(first);
    file(HeadTrainer.train(set(), List.of(), HeadOptions.FEW_SHOT)).write(second);
    assertThat(second).hasSameBinaryContentAs(first);
    Encoding encoding = encode("how is the music");
    assertThat(HeadFile.read(first).headFor("test").predict(encoding))
        .isEqualTo(head.predict(encoding));
  }

  @Test
  void in_another_space_the_transformer_is_not_asked() throws IOException {
    Path path = directory.resolve("head.bin");
    file(head).write(path);
    Encoding encoding = encode("weather music contract");
    HeadFile.read(path).headFor("another").predict(encoding);
    assertThat(encoding.forwardRan()).isFalse();
  }

  @Test
  void a_damaged_file_is_refused() throws IOException {
    Path path = directory.resolve("head.bin");
    file(head).write(path);
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    assertThatThrownBy(() -> HeadFile.read(path))
        .isInstanceOf(HeadException.class)
        .hasMessageContaining("checksum");
  }

  private Parts parts() {
    int classes = SUBJECTS.size();
    TrainingSet set = set();
    return new Parts(
        SparseLayer.of(
            classes, SoftmaxTrainer.train(set.ngrams(1 << 12), set.labels(), classes, 1e-4, 20)),
        new DenseLayer(
            classes, SoftmaxTrainer.train(set.statics(), set.labels(), classes, 1e-4, 20)),
        new DenseLayer(
            classes, SoftmaxTrainer.train(set.forwards(), set.labels(), classes, 1e-4, 20)),
        false);
  }

  private TrainingSet set() {
    List<Features> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String subject : SUBJECTS) {
      for (String frame : FRAMES) {
        rows.add(Features.of(encode(frame.formatted(subject)), false));
        names.add(subject);
      }
    }
    return TrainingSet.of(rows, names);
  }

  private Encoding encode(String text) {
    return encoder.encode(text, Deadline.NEVER);
  }

  private static HeadFile file(FusedHead head) {
    return new HeadFile("subject", "test", "0", new TreeMap<>(), head, Isotonic.IDENTITY);
  }
}
