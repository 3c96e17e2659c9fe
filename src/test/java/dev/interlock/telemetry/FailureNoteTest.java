package dev.interlock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureNoteTest {
  @Test
  void says_what_and_where_but_never_the_message() {
    var failure =
        new IllegalStateException(
            "cannot read: my password is", new IllegalArgumentException("hunter2"));
    assertThat(FailureNote.of(failure))
        .startsWith("java.lang.IllegalStateException at dev.interlock.telemetry.FailureNoteTest.")
        .endsWith(", caused by java.lang.IllegalArgumentException")
        .doesNotContain("password", "hunter2");
  }
}
