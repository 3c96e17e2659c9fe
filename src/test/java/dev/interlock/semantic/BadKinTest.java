package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadKinTest {
  private final BadKin kin = new BadKin();

  @Test
  void the_oldest_go_first() {
    for (long number = 1; number <= BadKin.MOST; number++) {
      kin.add(number);
    }
    assertThat(kin.has(1)).isTrue();
    kin.add(1); // It is the youngest now.
    assertThat(kin.has(2)).isTrue();

    kin.add(-1);
    assertThat(kin.has(2)).isFalse();
    assertThat(kin.has(1)).isTrue();
    assertThat(kin.has(3)).isTrue();
    assertThat(kin.has(-1)).isTrue();
  }
}
