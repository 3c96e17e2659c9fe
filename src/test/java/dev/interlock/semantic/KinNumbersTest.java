package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KinNumbersTest {
  @Test
  void whoever_joined_one_that_joined_another_is_of_its_kin() {
    var entries = List.of(Set.of(4L, 3L), Set.of(3L, 2L), Set.of(2L, 1L), Set.of(9L, 8L));

    assertThat(Kin.withJoined(Set.of(1L), entries)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }
}
