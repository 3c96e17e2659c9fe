package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    String text = new TextTable().row("a", "long", "").rule().row("wide", "b").text();

    assertThat(text)
        .isEqualTo(
            """
              a     long
              ----  ----
              wide  b
            """);
  }

  @Test
  void nothing_is_no_line() {
    assertThat(new TextTable().text()).isEmpty();
  }
}
