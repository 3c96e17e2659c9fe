package dev.interlock.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeySetTest {
  @Test
  void public_keys_are_good() {
    assertThat(KeySet.fault("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"1\",\"e\":\"AQAB\"}]}")).isEmpty();
  }

  @Test
  void a_secret_is_none_of_them_and_is_not_repeated() {
    assertThat(KeySet.fault("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}"))
        .hasValue("a private or a shared key");
    assertThat(KeySet.fault("{\"keys\":[{\"kty\":\"EC\",\"x\":\"1\",\"d\":\"c2VjcmV0\"}]}"))
        .hasValue("a private or a shared key");
  }

  @Test
  void other_things_are_no_key_set() {
    assertThat(KeySet.fault("{}")).hasValue("no `keys`");
    assertThat(KeySet.fault("{\"keys\":[]}")).hasValue("no `keys`");
    assertThat(KeySet.fault("-----BEGIN")).hasValue("not JSON");
  }
}
