package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.CacheKey;
import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Poll;
import dev.interlock.reuse.ReuseIndex;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FromOthersTest {
  private static final PromiseKey KEY =
      new PromiseKey(new Inquiry.Scope("a rule", "acme", "a lens"), 0.1, "rules");
  private static final long KIN = 7;
  private static final int ENTRIES = 20;

  private final Promise promise = new Promise(KEY, () -> 0.99, _ -> true);
  private final FromOthers others =
      new FromOthers(
          new DistantRows(new ReuseIndex(100), () -> 1, _ -> {}, () -> Instant.EPOCH, () -> 0),
          new BadKin(),
          _ -> promise,
          key -> key.equals(KEY) ? promise : new Promise(key, () -> 0.99, _ -> true),
          _ -> {});

  @BeforeEach
  void answers_are_given_again() {
    for (int i = 0; i < 300; i++) {
      Poll.Candidate candidate = candidate(1 + i % ENTRIES);
      if (promise.decide(candidate) instanceof Choice.Explore explore) {
        promise.learn(new Promise.Lesson(candidate, Optional.of(explore.ticket()), 1_000), true);
      }
    }
    assertThat(promise.decide(candidate(1))).isInstanceOf(Choice.Reuse.class);
  }

  @Test
  void a_wrong_verdict_on_another_replica_holds_the_kin_back() {
    others.learnt(wrong(true));
    assertThat(promise.decide(candidate(1)))
        .isInstanceOfSatisfying(
            Choice.Explore.class,
            explore -> assertThat(explore.why()).isEqualTo(Choice.Why.DOUBTED));
  }

  @Test
  void what_is_told_of_the_entry_that_a_question_became_says_nothing_of_its_kin() {
    others.learnt(wrong(false));
    assertThat(promise.decide(candidate(1))).isInstanceOf(Choice.Reuse.class);
  }

  @Test
  void so_does_an_answer_here_that_was_not_to_serve() {
    promise.learn(new Promise.Lesson(candidate(2), Optional.empty(), 1_000), false);
    assertThat(promise.decide(candidate(1))).isInstanceOf(Choice.Explore.class);
  }

  private static byte[] wrong(boolean earlier) {
    CacheKey key = CacheKey.from(new byte[32]).orElseThrow();
    return new Hearsay(key, 5, 0.95, 0.9, Poll.Standing.SAME_WORDS, false, KIN, earlier, KEY)
        .encode();
  }

  private static Poll.Candidate candidate(long entry) {
    return new Poll.Candidate(
        new Poll.Near(entry, 0.95, KIN, Poll.Standing.SAME_WORDS, 0.9), 1, 0.9);
  }
}
