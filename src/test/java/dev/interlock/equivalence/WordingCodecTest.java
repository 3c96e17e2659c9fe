package dev.interlock.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordingCodecTest {
  private static final String TEXT =
      "How do I convert 5 km and 3 miles for Anna from Paris in Python?";

  @Test
  void a_wording_comes_back_from_its_bytes() {
    Wording wording = Wording.of(TEXT);
    Wording back = Wording.decode(wording.encode()).orElseThrow();
    Wording other = Wording.of(TEXT.replace("5", "6"));

    assertThat(back.encode()).isEqualTo(wording.encode());
    assertThat(back.sameText(wording)).isTrue();
    assertThat(Guards.all(back, other)).isEqualTo(Guards.all(wording, other)).isNotEmpty();
    assertThat(Wording.decode(Wording.of("x".repeat(3_000)).encode()).orElseThrow().tooLong())
        .isTrue();
  }

  @Test
  void bytes_that_are_no_wording_are_nothing() {
    byte[] bytes = Wording.of(TEXT).encode();
    byte[] version = bytes.clone();
    version[0] = 9;
    byte[] unordered = bytes.clone();
    unordered[42] = (byte) 0x7f; // the first fact is beyond the second

    assertThat(Wording.decode(version)).isEmpty();
    assertThat(Wording.decode(unordered)).isEmpty();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(Wording.decode(Arrays.copyOf(bytes, length))).isEmpty();
    }
    assertThat(Wording.decode(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
  }

  @Test
  void bytes_of_anyone_never_throw() {
    var random = new Random(3);
    byte[] bytes = Wording.of(TEXT).encode();
    Wording now = Wording.of("what is 5 km");
    for (int round = 0; round < 3_000; round++) {
      byte[] changed = bytes.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      Wording.decode(changed).ifPresent(wording -> Guards.all(wording, now));
    }
  }
}
