package dev.interlock.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CertifiedFloorsTest {
  @Test
  void the_highest_floor_is_the_last_one_whose_chance_is_reached() {
    byte[] chances = new byte[CertifiedFloors.FLOORS];
    Arrays.fill(chances, CertifiedFloors.NEVER);
    chances[0] = 55;
    chances[1] = 60;
    chances[2] = 72;
    var floors = new CertifiedFloors(new byte[][] {chances});

    assertThat(floors.highest(0, 0.549)).isZero();
    assertThat(floors.highest(0, 0.55)).isEqualTo(0.5);
    assertThat(floors.highest(0, 0.6)).isEqualTo(0.51);
    assertThat(floors.highest(0, 1)).isEqualTo(0.52);
    assertThat(floors.highest(1, 1)).isZero();
    assertThat(floors.isEmpty()).isFalse();
  }

  @Test
  void nothing_is_certified_of_nobody() {
    assertThat(CertifiedFloors.NONE.highest(0, 1)).isZero();
    assertThat(CertifiedFloors.NONE.isEmpty()).isTrue();
  }
}
