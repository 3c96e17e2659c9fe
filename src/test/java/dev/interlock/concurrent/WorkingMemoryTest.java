package dev.interlock.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkingMemoryTest {
  private static final long MIB = 1 << 20;

  @Test
  void what_does_not_fit_is_refused_after_waiting() {
    var memory = new WorkingMemory(WorkingMemory.needed(8 * MIB), () -> Duration.ofMillis(1));

    assertThat(memory.take(5 * MIB)).isTrue();
    assertThat(memory.take(5 * MIB)).isFalse();
    assertThat(memory.take(3 * MIB)).isTrue();
  }

  /** A reload may lower the deadline. */
  @Test
  void who_waits_has_the_patience_of_the_moment() {
    var patience = new AtomicReference<>(Duration.ofMinutes(10));
    var memory = new WorkingMemory(WorkingMemory.needed(8 * MIB), patience::get);
    assertThat(memory.take(8 * MIB)).isTrue();

    patience.set(Duration.ofMillis(1));

    assertThat(memory.take(8 * MIB)).isFalse();
  }

  @Test
  void who_waits_gets_what_is_given_back() throws ExecutionException, InterruptedException {
    var memory = new WorkingMemory(WorkingMemory.needed(8 * MIB), () -> Duration.ofMinutes(1));
    assertThat(memory.take(8 * MIB)).isTrue();
    var second = CompletableFuture.supplyAsync(() -> memory.take(8 * MIB));

    memory.give(8 * MIB);

    assertThat(second.get()).isTrue();
  }

  @Test
  void a_body_that_needs_more_than_there_is_takes_all_of_it() {
    var memory = new WorkingMemory(MIB, () -> Duration.ofMillis(1));

    assertThat(memory.take(64 * MIB)).isTrue();
    assertThat(memory.take(MIB)).isFalse();
    memory.give(64 * MIB);
    assertThat(memory.take(MIB)).isTrue();
  }

  @Test
  void small_bodies_need_no_room() {
    var memory = new WorkingMemory(MIB, () -> Duration.ofMillis(1));
    assertThat(memory.take(64 * MIB)).isTrue();

    assertThat(memory.take(1_000)).isTrue();
  }
}
