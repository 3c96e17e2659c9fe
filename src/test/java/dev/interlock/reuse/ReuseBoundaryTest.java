package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlock.reuse.Choice.Explore;
import dev.interlock.reuse.Choice.Reuse;
import dev.interlock.reuse.Choice.Why;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReuseBoundaryTest {
  private static final ReuseSettings TWO_PERCENT = ReuseSettings.of(0.02);

  /** Where entries that were never judged may answer too. */
  private static final ReuseSettings ANY_ENTRY = TWO_PERCENT.withOwnEvidence(0);

  @Test
  void a_scope_that_knows_nothing_answers_nothing() {
    var boundary = new Scope(TWO_PERCENT);

    assertThat(boundary.why(1, 1, 1)).isEqualTo(Why.COLD);
    assertThat(boundary.boundary().certificate().open()).isFalse();
    assertThat(boundary.boundary().certificate().upper()).isEqualTo(1);
  }

  /** Were the share of wrong ones δ, so many right ones in a row would come once in 20 times. */
  @Test
  void nothing_is_reused_before_evidence_would_be_improbable_otherwise() {
    var boundary = new Scope(TWO_PERCENT);
    int judged = 0;
    while (boundary.decide(judged % 50, 0.97, 1) instanceof Explore) {
      boundary.learn(judged % 50, 0.97, 1, true);
      judged++;
    }

    assertThat(judged).isBetween((int) (Math.log(20) / 0.02), 400);
  }

  @Test
  void what_is_likely_wrong_is_not_reused_where_the_rest_is() {
    var boundary = new Scope(TWO_PERCENT);
    var random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      boundary.learn(random.nextInt(100), 0.97, 1, true);
      boundary.learn(100 + random.nextInt(100), 0.75, 1, random.nextBoolean());
    }

    assertThat(boundary.decide(7, 0.97, 1)).isInstanceOf(Reuse.class);
    assertThat(boundary.why(107, 0.75, 1)).isEqualTo(Why.NEAR_BOUNDARY);
  }

  @Test
  void sure_requests_alone_do_not_open_the_way_for_unlike_ones() {
    var boundary = new Scope(TWO_PERCENT);
    warm(boundary);

    assertThat(boundary.decide(2, 0.97, 1)).isInstanceOf(Reuse.class);
    assertThat(boundary.why(2, 0.3, 1)).isEqualTo(Why.NEAR_BOUNDARY);
  }

  /** However often, and however sure the curve is meanwhile that it would go well. */
  @ParameterizedTest
  @CsvSource({"0.01,1000", "0.02,400", "0.02,3000", "0.05,400", "0.05,20000"})
  void what_was_earned_by_alike_requests_opens_nothing_to_less_alike_ones(
      double delta, int verdicts) {
    var boundary = new Scope(ReuseSettings.of(delta).withOwnEvidence(0));
    for (int i = 0; i < verdicts; i++) {
      boundary.learn(2 + i % 50, 0.97, 1, true);
    }

    assertThat(boundary.decide(2, 0.97, 1)).isInstanceOf(Reuse.class);
    for (double similarity : new double[] {0.96, 0.9, 0.8, 0.7, 0.6}) {
      assertThat(boundary.decide(99_999, similarity, 1))
          .as("at %s", similarity)
          .isInstanceOf(Explore.class);
      assertThat(boundary.decide(2, similarity, 1))
          .as("entry 2 at %s", similarity)
          .isInstanceOf(Explore.class);
    }
  }

  @Test
  void less_alike_requests_that_come_late_have_to_prove_themselves() {
    int wrong = 0;
    for (int stream = 0; stream < 20; stream++) {
      var random = new Random(stream);
      var boundary = new Scope(ReuseSettings.of(0.05).withOwnEvidence(0), random::nextDouble);
      for (int i = 0; i < 4000; i++) {
        double similarity = 0.92 + 0.08 * random.nextDouble();
        long entry = random.nextInt(2000);
        boundary.ask(entry, similarity, true);
      }
      for (int i = 0; i < 400; i++) {
        double similarity = 0.7 + 0.2 * random.nextDouble();
        boolean right = random.nextBoolean();
        wrong += boundary.ask(5000 + i, similarity, right) && !right ? 1 : 0;
      }
    }

    assertThat(wrong).as("of 8,000, of which 4,000 would have been").isLessThan(250);
  }

  /**
   * Bets begin anew at the floor, so of scopes that are a little worse than δ some open; the audits
   * end most of that. More than this would be a change of what the decision says.
   */
  @ParameterizedTest
  @CsvSource({"0.02,1.1,16", "0.02,1.5,4", "0.05,1.1,24", "0.05,1.5,6"})
  void a_scope_a_little_worse_than_promised_is_seldom_reused(
      double delta, double times, int mostOfForty) {
    int above = 0;
    for (int stream = 0; stream < 40; stream++) {
      var random = new Random(stream);
      var boundary = new Scope(ReuseSettings.of(delta).withOwnEvidence(0), random::nextDouble);
      int reused = 0;
      int wrong = 0;
      for (int i = 0; i < 6000; i++) {
        long entry = random.nextInt(500);
        double similarity = 0.9 + 0.08 * random.nextDouble();
        boolean right = random.nextDouble() >= delta * times;
        if (boundary.ask(entry, similarity, right)) {
          reused++;
          wrong += right ? 0 : 1;
        }
      }
      above += wrong > delta * reused ? 1 : 0;
    }

    assertThat(above).isLessThanOrEqualTo(mostOfForty);
  }

  @Test
  void an_entry_never_judged_does_not_answer() {
    var boundary = new Scope(TWO_PERCENT);
    warm(boundary);
    assertThat(boundary.why(1, 0.97, 1)).isEqualTo(Why.COLD);

    boundary.learn(1, 0.97, 1, true);

    assertThat(boundary.decide(1, 0.97, 1)).isInstanceOf(Reuse.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.95,0.05,0,10", "1,0.95,0.05,0,10", "NaN,0.95,0.05,0,10", "0.02,0,0.05,0,10",
    "0.02,1,0.05,0,10", "0.02,0.95,0,0,10", "0.02,0.95,1.1,0,10", "0.02,0.95,0.05,-1,10",
    "0.02,0.95,0.05,0,0"
  })
  void settings_out_of_range_are_refused(
      double delta, double confidence, double audits, int own, int entries) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReuseSettings(delta, confidence, audits, own, entries));
  }

  @Test
  void an_entry_that_was_wrong_answers_less_than_others_at_the_same_similarity() {
    var boundary = new Scope(ReuseSettings.of(0.05).withOwnEvidence(0));
    warm(boundary);
    assertThat(boundary.decide(1, 0.95, 1)).isInstanceOf(Reuse.class);

    for (int i = 0; i < 4; i++) {
      boundary.learn(1, 0.95, 1, false);
    }
    warm(boundary);

    assertThat(boundary.decide(1, 0.95, 1)).isInstanceOf(Explore.class);
    assertThat(boundary.decide(2, 0.95, 1)).isInstanceOf(Reuse.class);
  }

  @Test
  void lots_keep_auditing_sure_hits() {
    var random = new Random(3);
    var boundary = new Scope(ANY_ENTRY, random::nextDouble);
    warm(boundary);
    int drawn = 0;
    for (int i = 0; i < 10_000; i++) {
      if (boundary.decide(1, 0.97, 1) instanceof Explore explore && explore.why() == Why.DRAWN) {
        drawn++;
      }
    }

    assertThat(drawn / 10_000.0).isBetween(0.04, 0.06);
  }

  /** However sure it was: so many audits, all of them wrong. */
  @Property(tries = 20)
  void worse_evidence_tightens_within_a_known_number_of_audits(@ForAll long seed) {
    var random = new Random(seed);
    var boundary = new Scope(ANY_ENTRY);
    for (int i = 0; i < 20_000; i++) {
      boolean right = i > 19_000 || random.nextDouble() >= 0.001;
      boundary.learn(random.nextInt(100_000), 0.97, 1, right);
    }
    assertThat(boundary.decide(200_000, 0.97, 1)).isInstanceOf(Reuse.class);

    int wrong = 0;
    int entry = 300_000;
    while (boundary.decide(entry, 0.97, 1) instanceof Reuse) {
      boundary.learn(entry++, 0.97, 1, false);
      wrong++;
    }

    assertThat(wrong).isLessThanOrEqualTo(8);
    assertThat(boundary.why(entry, 0.97, 1)).isEqualTo(Why.TIGHTENED);
  }

  @Test
  void the_promise_is_kept_on_random_streams_and_earns_hits() {
    int kept = 0;
    int hits = 0;
    for (int stream = 0; stream < 40; stream++) {
      var random = new Random(stream);
      var boundary = new Scope(ReuseSettings.of(0.05), random::nextDouble);
      int reused = 0;
      int wrong = 0;
      for (int i = 0; i < 6000; i++) {
        double similarity = 0.6 + 0.4 * random.nextDouble();
        long entry = random.nextInt(300);
        double odds = 40 * (similarity - 0.8 - entry % 5 * 0.02);
        boolean right = random.nextDouble() < 1 / (1 + Math.exp(-odds));
        if (boundary.ask(entry, similarity, right)) {
          reused++;
          wrong += right ? 0 : 1;
        }
      }
      kept += wrong <= 0.05 * reused ? 1 : 0;
      hits += reused;
    }

    assertThat(kept).isGreaterThanOrEqualTo(38);
    assertThat(hits / (40 * 6000.0)).isGreaterThan(0.08);
  }

  @Test
  void requests_of_which_none_can_be_reused_open_nothing() {
    int reused = 0;
    for (int stream = 0; stream < 20; stream++) {
      var random = new Random(stream);
      var boundary = new Scope(TWO_PERCENT, random::nextDouble);
      for (int i = 0; i < 3000; i++) {
        double similarity = 0.6 + 0.4 * random.nextDouble();
        long entry = random.nextInt(300);
        reused += boundary.ask(entry, similarity, random.nextDouble() < 0.9) ? 1 : 0;
      }
    }

    assertThat(reused / (20 * 3000.0)).isLessThan(0.001);
  }

  @Test
  void the_same_calls_with_the_same_lots_give_the_same_choices() {
    assertThat(choices(5)).isEqualTo(choices(5)).isNotEqualTo(choices(6));
  }

  private static String choices(long seed) {
    var random = new Random(seed);
    var boundary = new Scope(ReuseSettings.of(0.05), random::nextDouble);
    var choices = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      double similarity = 0.8 + 0.2 * random.nextDouble();
      choices.append(boundary.ask(i % 40, similarity, similarity > 0.9));
    }
    return choices.toString();
  }

  @Test
  void entries_are_bounded_and_numbers_out_of_range_do_no_harm() {
    var boundary = new Scope(new ReuseSettings(0.02, 0.95, 0.03, 1, 100));
    double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -3, 7};
    for (int i = 0; i < 1000; i++) {
      boundary.learn(i, odd[i % 5], odd[i / 5 % 5], i % 2 == 0);
      boundary.decide(i, odd[i % 5], odd[i / 5 % 5]);
    }

    assertThat(boundary.boundary().entries()).isEqualTo(100);
    warm(boundary);
    assertThat(boundary.why(999_999, 0.97, 1)).as("not tried").isEqualTo(Why.COLD);
  }

  @Test
  void threads_may_ask_and_tell_at_once() throws Exception {
    var lots = new AtomicInteger();
    var boundary = new Scope(TWO_PERCENT, () -> lots.getAndIncrement() % 50 / 50.0);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var running = new ArrayList<Future<?>>();
      for (int thread = 0; thread < 4; thread++) {
        long own = thread;
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 2000; i++) {
                    boundary.ask(own, 0.97, true);
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }

    assertThat(boundary.boundary().certificate().open()).isTrue();
    assertThat(boundary.boundary().certificate().samples()).isPositive();
  }

  private static void warm(Scope boundary) {
    for (int i = 0; i < 3000; i++) {
      boundary.learn(2 + i % 50, 0.97, 1, true);
      boundary.learn(2 + i % 50, 0.95, 1, true);
    }
  }
}
