package dev.interlock.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.signal.SignalValue.Count;
import dev.interlock.signal.SignalValue.Flag;
import dev.interlock.signal.SignalValue.Score;
import dev.interlock.signal.SignalValue.Unavailable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalSetTest {
  private static final SignalSet SET =
      new SignalSet.Builder()
          .put("tools", new Flag(true))
          .put("turns", new Count(3))
          .put("difficulty", new Score(0.5))
          .put("turns", new Count(4))
          .build();

  @Test
  void values_come_in_the_order_in_which_they_were_computed() {
    assertThat(SET.values())
        .containsExactly(
            Map.entry("tools", new Flag(true)),
            Map.entry("turns", new Count(4)),
            Map.entry("difficulty", new Score(0.5)));
    assertThat(SET.values()).isEqualTo(new LinkedHashMap<>(SET.values())).hasSize(3);
    assertThat(SET.values().get("turns")).isEqualTo(new Count(4));
    assertThat(SET.values()).containsKey("tools").doesNotContainKey("intent");
  }

  @Test
  void whoever_asks_for_what_nobody_computed_hears_so() {
    assertThat(SET.get("turns")).isEqualTo(new Count(4));
    assertThat(SET.get("intent")).isInstanceOf(Unavailable.class);
    assertThat(SET.score("difficulty", 1)).isEqualTo(0.5);
    assertThat(SET.score("turns", 1)).isEqualTo(1);
  }

  @Test
  void nothing_changes_it() {
    var builder = new SignalSet.Builder().put("turns", new Count(1));
    SignalSet before = builder.build();
    builder.put("turns", new Count(2));
    assertThat(before.get("turns")).isEqualTo(new Count(1));
    assertThatThrownBy(() -> before.values().put("turns", new Count(3)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> before.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> before.values().entrySet().iterator().next().setValue(new Count(3)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
