package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedTokensTest {
  /** Short keys are made at once. */
  private final SignedTokens.Issuers two =
      new SignedTokens.Issuers(2, () -> SignedTokens.keys(1024));

  @Test
  void whoever_another_has_the_keys_of_says_so_and_signs_nothing() {
    SignedTokens first = two.next("first");
    SignedTokens second = two.next("second");
    assertThat(first.publicKeys()).isNotEqualTo(second.publicKeys());
    SignedTokens third = two.next("third");

    assertThatThrownBy(() -> first.token(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("first");
    assertThatThrownBy(first::publicKeys).isInstanceOf(IllegalStateException.class);
    assertThat(second.token(Map.of())).isNotEmpty();
    assertThat(third.publicKeys()).isNotEqualTo(second.publicKeys());
  }
}
