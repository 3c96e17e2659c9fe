package dev.interlock.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** By hand-driven time: when a model rests, for how long, and who may try it. */
class BreakersTest {
  private static final String MODEL = "small";
  private static final Duration REST = BreakerSettings.DEFAULT.rest();

  private long now = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private final Breakers breakers = new Breakers(() -> now);

  @Test
  void a_model_nobody_asked_is_awake() {
    assertThat(health()).isEqualTo(Health.AWAKE);
    assertThat(breakers.isAwake(MODEL)).isTrue();
  }

  @Test
  void a_few_failures_mean_nothing() {
    answers(0, 4);
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  @Test
  void half_of_enough_answers_failing_make_it_rest() {
    answers(200, 3);
    answers(500, 2);
    assertThat(health()).isEqualTo(Health.AWAKE);

    answers(500, 1);

    assertThat(health()).isEqualTo(Health.RESTING);
    assertThat(breakers.isAwake(MODEL)).isFalse();
  }

  @Test
  void what_is_older_than_the_window_does_not_count() {
    answers(500, 4);
    pass(BreakerSettings.DEFAULT.window());
    answers(500, 4);
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  @Test
  void a_clients_mistake_is_no_failure() {
    answers(400, 20);
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  @Test
  void after_its_rest_one_request_tries_it() {
    answers(0, 5);
    assertThat(breakers.claim(MODEL, "one")).isFalse();
    pass(REST);
    assertThat(health()).isEqualTo(Health.ON_TRIAL);

    assertThat(breakers.claim(MODEL, "one")).isTrue();
    assertThat(breakers.claim(MODEL, "one")).isFalse();

    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofMillis(20));
    heard(200, Optional.empty(), Duration.ofMillis(20));
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  @Test
  void a_failed_trial_makes_the_rest_twice_as_long() {
    answers(0, 5);
    pass(REST);
    assertThat(breakers.claim(MODEL, "one")).isTrue();
    pass(Duration.ofMillis(20));
    heard(0, Optional.empty(), Duration.ofMillis(20));

    pass(REST.multipliedBy(2).minusMillis(1));
    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofMillis(1));
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void of_many_at_once_one_gets_the_trial() throws Exception {
    answers(0, 5);
    pass(REST);
    var together = new CyclicBarrier(16);
    try (var clients = Executors.newFixedThreadPool(16)) {
      List<Callable<Boolean>> claims =
          Collections.nCopies(
              16,
              () -> {
                together.await();
                return breakers.claim(MODEL, "one");
              });
      int claimed = 0;
      for (Future<Boolean> claim : clients.invokeAll(claims)) {
        claimed += claim.get() ? 1 : 0;
      }
      assertThat(claimed).isOne();
    }
  }

  @Test
  void who_asks_after_the_rest_without_a_claim_has_tried_it_too() {
    answers(0, 5);
    pass(REST);
    pass(Duration.ofMillis(20));
    heard(0, Optional.empty(), Duration.ofMillis(20));

    pass(REST.multipliedBy(2).minusMillis(1));
    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofMillis(1));
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void who_asks_during_the_rest_is_no_trial_of_it() {
    answers(0, 5);
    pass(REST);
    assertThat(breakers.claim(MODEL, "one")).isTrue();
    heard(0, Optional.empty(), Duration.ofSeconds(1));
    pass(REST);
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void a_trial_without_an_outcome_is_followed_by_another() {
    answers(0, 5);
    pass(REST);
    assertThat(breakers.claim(MODEL, "one")).isTrue();
    pass(REST);
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void a_trial_that_is_given_back_is_anothers_at_once() {
    answers(0, 5);
    pass(REST);
    assertThat(breakers.claim(MODEL, "one")).isTrue();
    breakers.giveBack(MODEL, "another");
    assertThat(health()).isEqualTo(Health.RESTING);

    breakers.giveBack(MODEL, "one");

    assertThat(health()).isEqualTo(Health.ON_TRIAL);
    assertThat(breakers.claim(MODEL, "two")).isTrue();
    breakers.giveBack(MODEL, "one");
    assertThat(breakers.claim(MODEL, "three")).isFalse();
  }

  @Test
  void an_answer_to_what_was_asked_before_the_rest_does_not_end_it() {
    answers(0, 5);
    pass(Duration.ofSeconds(1));
    heard(200, Optional.empty(), Duration.ofSeconds(2));
    assertThat(health()).isEqualTo(Health.RESTING);

    heard(200, Optional.empty(), Duration.ofMillis(500));
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  @Test
  void retry_after_is_honoured_at_once_and_to_the_second() {
    heard(429, Optional.of(Duration.ofSeconds(17)), Duration.ofMillis(1));
    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofSeconds(17).minusMillis(1));
    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofMillis(1));
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void the_same_wish_heard_by_many_is_one_rest() {
    for (int i = 0; i < 30; i++) {
      pass(Duration.ofMillis(1));
      boolean changed =
          breakers.heard(MODEL, 429, Optional.of(Duration.ofSeconds(2)), true, 1_000_000);
      assertThat(changed).as("changed by wish %d", i).isEqualTo(i == 0);
    }
    pass(Duration.ofSeconds(2).minusMillis(1));
    assertThat(health()).isEqualTo(Health.RESTING);
    pass(Duration.ofMillis(1));
    assertThat(breakers.claim(MODEL, "one")).isTrue();
    pass(Duration.ofMillis(20));
    heard(500, Optional.empty(), Duration.ofMillis(20));

    pass(REST.multipliedBy(2));
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void no_wish_is_longer_than_the_longest_rest() {
    heard(429, Optional.of(Duration.ofDays(1)), Duration.ofMillis(1));
    pass(BreakerSettings.DEFAULT.longestRest());
    assertThat(health()).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void slow_streams_are_failures_and_slow_whole_answers_are_not() {
    Duration slow = BreakerSettings.DEFAULT.slow().plusMillis(1);
    for (int i = 0; i < 10; i++) {
      breakers.heard(MODEL, 200, Optional.empty(), false, slow.toNanos());
    }
    assertThat(health()).isEqualTo(Health.AWAKE);
    for (int i = 0; i < 10; i++) {
      breakers.heard(MODEL, 200, Optional.empty(), true, slow.toNanos());
    }
    assertThat(health()).isEqualTo(Health.RESTING);
  }

  @Test
  void turned_off_nobody_rests() {
    breakers.use(BreakerSettings.OFF);
    answers(0, 50);
    heard(429, Optional.of(Duration.ofSeconds(17)), Duration.ofMillis(1));
    assertThat(health()).isEqualTo(Health.AWAKE);
  }

  private Health health() {
    return breakers.health(MODEL);
  }

  private void answers(int status, int count) {
    for (int i = 0; i < count; i++) {
      pass(Duration.ofMillis(10));
      heard(status, Optional.empty(), Duration.ofMillis(5));
    }
  }

  private void heard(int status, Optional<Duration> retryAfter, Duration took) {
    breakers.heard(MODEL, status, retryAfter, true, took.toNanos());
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
