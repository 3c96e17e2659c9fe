package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final byte[] TEXT = "an answer".getBytes(UTF_8);
  private static final byte[] HERE = "here".getBytes(UTF_8);

  private final Seal seal = seal("a secret", "seal");

  private static Seal seal(String secret, String purpose) {
    return new Seal(Secret.of(secret).derive(purpose), new SecureRandom());
  }

  @Test
  void opens_where_it_was_closed_for_and_nowhere_else() {
    byte[] closed = seal.close(TEXT, HERE);

    assertThat(seal.open(closed, HERE)).hasValue(TEXT);
    assertThat(new String(closed, UTF_8)).doesNotContain("answer");
    assertThat(seal.open(closed, "there".getBytes(UTF_8))).isEmpty();
    assertThat(seal("another", "seal").open(closed, HERE)).isEmpty();
    assertThat(seal("a secret", "other purpose").open(closed, HERE)).isEmpty();
  }

  @Test
  void never_closes_the_same_the_same_way() {
    assertThat(seal.close(TEXT, HERE)).isNotEqualTo(seal.close(TEXT, HERE));
  }

  @Test
  void any_other_byte_opens_nothing() {
    byte[] closed = seal.close(TEXT, HERE);
    for (int i = 0; i < closed.length; i++) {
      byte[] changed = closed.clone();
      changed[i] ^= 1;
      assertThat(seal.open(changed, HERE)).as("byte %s", i).isEmpty();
      assertThat(seal.open(Arrays.copyOf(closed, i), HERE)).as("length %s", i).isEmpty();
    }
  }
}
