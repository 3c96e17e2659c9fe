package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void ends_the_last_first_and_once_whatever_fails() {
    var running = new Closing();
    running.add(() -> closed.add("first"));
    running.add(
        () -> {
          throw new IOException("second");
        });
    running.add(() -> closed.add("third"));

    running.close();
    running.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void what_is_released_stays_open() {
    Closing released;
    try (var running = new Closing()) {
      running.add(() -> closed.add("one"));
      released = running.release();
    }
    assertThat(closed).isEmpty();

    released.close();

    assertThat(closed).containsExactly("one");
  }
}
