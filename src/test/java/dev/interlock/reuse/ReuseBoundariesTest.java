package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.reuse.Poll.Candidate;
import dev.interlock.reuse.Poll.Near;
import dev.interlock.reuse.Poll.Standing;
import org.junit.jupiter.api.Test;

class ReuseBoundariesTest {
  private static final double MAX_ERROR = 0.1;
  private static final int ENTRIES = 20;
  private static final long KIN = 7;

  private final ReuseBoundaries boundaries =
      new ReuseBoundaries(ReuseSettings.of(MAX_ERROR), () -> 0.99);

  @Test
  void other_words_that_are_always_wrong_do_not_keep_the_same_words_shut() {
    teach(Standing.OTHER_WORDS, false, 300);
    teach(Standing.SAME_WORDS, true, 300);

    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Reuse.class);
    assertThat(boundaries.decide(candidate(1, Standing.OTHER_WORDS)))
        .isInstanceOf(Choice.Explore.class);
  }

  @Test
  void the_same_words_open_nothing_for_other_words_that_nobody_judged() {
    teach(Standing.SAME_WORDS, true, 300);

    assertThat(boundaries.decide(candidate(1, Standing.OTHER_WORDS)))
        .isInstanceOf(Choice.Explore.class);
  }

  @Test
  void other_words_open_by_their_own_evidence() {
    teach(Standing.OTHER_WORDS, true, 300);

    assertThat(boundaries.decide(candidate(1, Standing.OTHER_WORDS)))
        .isInstanceOf(Choice.Reuse.class);
    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Explore.class);
    assertThat(boundaries.certificate().open()).isTrue();
  }

  @Test
  void an_entry_that_is_forgotten_has_to_be_judged_anew() {
    teach(Standing.SAME_WORDS, true, 300);
    boundaries.forget(1);

    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Explore.class);
    boundaries.note(1, 0.95, 0.9, Standing.OTHER_WORDS, true);
    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Reuse.class);
  }

  @Test
  void two_kinds_take_more_to_open_than_one_alone() {
    var alone = new ReuseBoundary(ReuseSettings.of(MAX_ERROR), () -> 0.99);
    int verdicts = 0;
    while (alone.decide(1 + verdicts % ENTRIES, 0.95, 0.9)
        instanceof Choice.Explore(Choice.Why _, Ticket ticket)) {
      alone.learn(ticket, true);
      verdicts++;
    }
    teach(Standing.SAME_WORDS, true, verdicts);
    assertThat(boundaries.certificate().open()).isFalse();
    teach(Standing.SAME_WORDS, true, verdicts);
    assertThat(boundaries.certificate().open()).isTrue();
  }

  @Test
  void a_wrong_verdict_holds_back_its_kin_and_nobody_else() {
    teach(Standing.SAME_WORDS, true, 300);
    for (int i = 0; i < 300; i++) {
      boundaries.heard(KIN + 1, Standing.SAME_WORDS, true);
    }
    boundaries.heard(KIN, Standing.SAME_WORDS, false);

    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOfSatisfying(
            Choice.Explore.class,
            explore -> assertThat(explore.why()).isEqualTo(Choice.Why.DOUBTED));
    assertThat(boundaries.decide(candidate(2, KIN + 1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Reuse.class);
  }

  @Test
  void another_answer_to_other_words_does_not_hold_back_the_same_words() {
    teach(Standing.SAME_WORDS, true, 300);
    for (int i = 0; i < 100; i++) {
      boundaries.compared(candidate(1, Standing.OTHER_WORDS), false);
    }
    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Reuse.class);
  }

  @Test
  void a_kin_is_trusted_again_after_some_right_verdicts() {
    teach(Standing.SAME_WORDS, true, 300);
    boundaries.compared(candidate(3, Standing.SAME_WORDS), false);
    int verdicts = 0;
    while (boundaries.decide(candidate(1, Standing.SAME_WORDS))
        instanceof Choice.Explore(Choice.Why _, Ticket ticket)) {
      boundaries.learn(candidate(1, Standing.SAME_WORDS), ticket, true);
      verdicts++;
    }
    assertThat(verdicts).isBetween(1, 10);
  }

  @Test
  void a_change_costs_no_more_answers_than_may_go_unjudged() {
    teach(Standing.SAME_WORDS, true, 300);
    int given = 0;
    Choice choice = boundaries.decide(candidate(1, Standing.SAME_WORDS));
    while (choice instanceof Choice.Reuse) {
      given++;
      choice = boundaries.decide(candidate(1, Standing.SAME_WORDS));
    }
    assertThat(given).isBetween(1, (int) (500 * MAX_ERROR));
    var due = (Choice.Explore) choice;
    assertThat(due.why()).isEqualTo(Choice.Why.DUE);

    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .as("one at a time")
        .isInstanceOf(Choice.Reuse.class);
    boundaries.learn(candidate(1, Standing.SAME_WORDS), due.ticket(), false);
    assertThat(boundaries.decide(candidate(2, Standing.SAME_WORDS)))
        .isInstanceOfSatisfying(
            Choice.Explore.class,
            explore -> assertThat(explore.why()).isEqualTo(Choice.Why.DOUBTED));
  }

  @Test
  void trust_is_not_what_opens_a_scope() {
    for (int i = 0; i < 1_000; i++) {
      boundaries.heard(KIN, Standing.SAME_WORDS, true);
      boundaries.note(1, 0.95, 0.9, Standing.SAME_WORDS, true);
    }
    assertThat(boundaries.decide(candidate(1, Standing.SAME_WORDS)))
        .isInstanceOf(Choice.Explore.class);
    assertThat(boundaries.certificate().open()).isFalse();
  }

  private void teach(Standing standing, boolean right, int times) {
    for (int i = 0; i < times; i++) {
      Candidate candidate = candidate(1 + i % ENTRIES, standing);
      if (boundaries.decide(candidate) instanceof Choice.Explore explore) {
        boundaries.learn(candidate, explore.ticket(), right);
      }
    }
  }

  private static Candidate candidate(long entry, Standing standing) {
    return candidate(entry, KIN, standing);
  }

  private static Candidate candidate(long entry, long kin, Standing standing) {
    return new Candidate(new Near(entry, 0.95, kin, standing, 0.9), 1, 0.9);
  }
}
