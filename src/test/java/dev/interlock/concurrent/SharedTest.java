package dev.interlock.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
  private final AtomicInteger freed = new AtomicInteger();

  @Test
  void the_last_to_let_go_frees_it_and_nobody_can_hold_it_again() {
    var shared = new Shared<>("it", freed::incrementAndGet);
    assertThat(shared.tryHold()).isTrue();
    shared.release();
    assertThat(freed).hasValue(0);
    shared.release();
    assertThat(freed).hasValue(1);
    assertThat(shared.tryHold()).isFalse();
    assertThatThrownBy(shared::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void who_holds_an_earlier_one_keeps_it() {
    var latest = new Latest<>(new Shared<>("first", freed::incrementAndGet));
    Shared<String> held = latest.hold();
    latest.replace(new Shared<>("second", () -> {}));
    assertThat(held.value()).isEqualTo("first");
    assertThat(freed).hasValue(0);
    assertThat(latest.hold().value()).isEqualTo("second");
    held.release();
    assertThat(freed).hasValue(1);
  }

  @Test
  void after_the_end_there_is_nothing_to_hold() {
    var latest = new Latest<>(new Shared<>("only", freed::incrementAndGet));
    latest.close();
    assertThat(freed).hasValue(1);
    assertThatThrownBy(latest::hold).isInstanceOf(IllegalStateException.class);
  }

  /** Holders in four threads while it is replaced again and again. */
  @Test
  void nobody_ever_holds_what_is_freed_and_everything_is_freed_once() throws Exception {
    int replacements = 5000;
    var stop = new AtomicBoolean();
    var latest = new Latest<>(mortal());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> holders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        holders.add(
            threads.submit(
                () -> {
                  while (!stop.get()) {
                    Shared<AtomicBoolean> held = latest.hold();
                    assertThat(held.value()).isTrue();
                    held.release();
                  }
                }));
      }
      for (int i = 0; i < replacements; i++) {
        latest.replace(mortal());
      }
      stop.set(true);
      for (Future<?> holder : holders) {
        holder.get();
      }
    }
    latest.close();
    assertThat(freed).hasValue(replacements + 1);
  }

  private Shared<AtomicBoolean> mortal() {
    var alive = new AtomicBoolean(true);
    return new Shared<>(
        alive,
        () -> {
          alive.set(false);
          freed.incrementAndGet();
        });
  }
}
