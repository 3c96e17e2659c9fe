package dev.interlock.sharedcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Selection;
import dev.interlock.config.Secret;
import dev.interlock.envoy.Waiting;
import dev.interlock.semantic.Look;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one replica keeps, the others find by meaning; with a real Redis. */
class SharedMeaningsTest {
  private static final Asking ASKING = new Asking(1, "How do I export a report?");

  private static RedisServer redis;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void empty() {
    redis.say("FLUSHALL");
  }

  @Test
  void what_one_keeps_another_finds_and_reads_only_when_it_might_answer() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      ASKING.ask(one, 1);
      awaitDistant(other, 1);
      assertThat(other.counted("find", "hit")).isZero();
      assertThat(other.cache().size()).isZero();

      assertThat(ASKING.look(other, true)).isEqualTo(new Look.Elsewhere(Member.key(1)));
      assertThat(nearest(new Asking(2, ASKING.text()).lookEverywhere(other))).isEmpty();
      assertThat(nearest(new Asking(1, "How do I export a chart?").lookEverywhere(other)))
          .hasValueSatisfying(near -> assertThat(near.refusedBy()).isNotEmpty());
      assertThat(other.counted("find", "hit")).isZero();

      Look.Nearest near = nearest(ASKING.lookEverywhere(other)).orElseThrow();
      assertThat(near.entry()).isEqualTo(one.cache().list(Selection.ALL, 1).getFirst().id());
      assertThat(near.similarity()).isGreaterThan(0.999);
      assertThat(near.explored()).isEqualTo("cold");
      assertThat(other.counted("find", "hit")).isOne();
      // From now on it is here.
      assertThat(ASKING.look(other, true)).isInstanceOf(Look.Miss.class);
    }
  }

  @Test
  void evidence_answers_there_and_what_was_learnt_of_an_entry_here_counts_there() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      // Bets are each one's own: both must have seen enough.
      teach(one, 10);
      teach(other, 11);
      assertThat(ASKING.ask(one, 1)).isInstanceOf(Look.Miss.class);
      awaitAbout(other, 1);
      assertThat(nearest(ASKING.lookEverywhere(other)).orElseThrow().explored())
          .as("nobody has judged it")
          .isEqualTo("cold");
      assertThat(ASKING.ask(one, 2)).isInstanceOf(Look.Miss.class);
      Waiting.until(
          "the other has heard that it was right",
          () -> ASKING.lookEverywhere(other) instanceof Look.Hit);
    }
  }

  /** Asks one thing in several surroundings until its answers are given again. */
  private static void teach(Member member, int surroundings) {
    int hits = 0;
    for (int asked = 0; hits < 3; asked++) {
      assertThat(asked).isLessThan(150);
      var asking = new Asking(surroundings + 10 * (asked % 5), "What is the notice period?");
      hits += asking.ask(member, 20 + asked) instanceof Look.Hit ? 1 : 0;
    }
  }

  @Test
  void who_comes_later_reads_it_from_the_stream() {
    try (Member one = Member.of(redis)) {
      ASKING.ask(one, 1);
      ASKING.ask(one, 2);
      Waiting.until("both are told", () -> one.counted("tell", "ok") >= 4);
    }
    try (Member latecomer = Member.of(redis);
        Member stranger = Member.of(redis, Secret.of("another fleet's, by chance"))) {
      awaitDistant(latecomer, 2);
      assertThat(nearest(ASKING.lookEverywhere(latecomer))).isPresent();
      stranger.awaitConnected();
      Waiting.until("it has heard", () -> stranger.counted("hear", "ok") > 0);
      assertThat(stranger.meanings().distantSize()).isZero();
    }
  }

  @Test
  void what_is_deleted_called_bad_or_lost_is_found_nowhere() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      for (int i = 1; i <= 3; i++) {
        new Asking(i, ASKING.text()).ask(one, i);
      }
      awaitDistant(other, 3);
      redis.say("DEL " + Member.place(2));
      assertThat(nearest(new Asking(2, ASKING.text()).lookEverywhere(other))).isEmpty();
      assertThat(other.meanings().distantSize()).isEqualTo(2);

      assertThat(one.cache().dislike("d-3")).isTrue();
      awaitDistant(other, 1);
      one.delete(tag("news"));
      assertThat(other.meanings().distantSize()).isOne();
      one.delete(tag("faq"));
      awaitDistant(other, 0);
      assertThat(nearest(ASKING.lookEverywhere(other))).isEmpty();
      try (Member latecomer = Member.of(redis)) {
        Waiting.until("it has heard all", () -> latecomer.counted("hear", "ok") >= 6);
        assertThat(nearest(ASKING.lookEverywhere(latecomer))).isEmpty();
      }
    }
  }

  @Test
  void an_answer_that_was_replaced_is_asked_for_once() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      ASKING.ask(one, 1);
      awaitDistant(other, 1);
      one.share(redis, 1, "faq");
      long now = one.find(1).orElseThrow().createdMs();
      Waiting.until("the store has that one", () -> one.counted("keep", "ok") == 2);
      assertThat(nearest(ASKING.lookEverywhere(other))).isPresent();
      assertThat(other.find(1).orElseThrow().createdMs()).isEqualTo(now);
      assertThat(ASKING.look(other, true)).isInstanceOf(Look.Miss.class);
      assertThat(other.counted("find", "hit")).isOne();
      assertThat(other.meanings().distantSize()).isOne();
    }
  }

  @Test
  void what_another_says_of_a_later_answer_ends_an_earlier_one_here() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      long before = other.find(1).orElseThrow().createdMs();
      ASKING.ask(one, 1);
      awaitDistant(other, 1);
      assertThat(nearest(ASKING.lookEverywhere(other))).isPresent();
      assertThat(other.find(1).orElseThrow().createdMs()).isGreaterThan(before);
      assertThat(ASKING.look(other, true)).isInstanceOf(Look.Miss.class);
      assertThat(other.counted("find", "hit")).isEqualTo(2);
    }
  }

  @Test
  void without_the_store_lookups_go_on_and_garbage_is_nothing() {
    try (var dying = RedisServer.start();
        Member one = Member.of(dying);
        Member other = Member.of(dying)) {
      ASKING.ask(one, 1);
      awaitDistant(other, 1);
      String stream = new String(Member.places().meanings(), UTF_8);
      dying.say("XADD " + stream + " * notice garbage");
      dying.say("XADD " + stream + " * other garbage");
      Waiting.until("both are heard", () -> other.counted("hear", "unreadable") == 2);
      one.store().tell(new byte[] {1, 2, 3});
      one.store().keep(one.find(1).orElseThrow(), new byte[] {1, 2, 3});
      Waiting.until("they are told", () -> one.counted("tell", "ok") == 3);
      ASKING.ask(one, 2);
      awaitDistant(other, 2);

      dying.kill();
      Waiting.until("it knows", () -> other.metric("interlock_cache_store_connected") == 0);
      assertThat(ASKING.lookEverywhere(other)).isInstanceOf(Look.Miss.class);
      assertThat(ASKING.ask(other, 3)).isInstanceOf(Look.Miss.class);
      assertThat(nearest(ASKING.ask(other, 4))).isPresent();
      assertThat(other.cache().size()).isEqualTo(2);
    }
  }

  private static void awaitDistant(Member member, int entries) {
    Waiting.until("others' entries: " + entries, () -> member.meanings().distantSize() == entries);
  }

  private static void awaitAbout(Member member, int number) {
    Waiting.until(
        "it knows of " + number,
        () ->
            ASKING.look(member, true) instanceof Look.Elsewhere elsewhere
                && elsewhere.key().equals(Member.key(number)));
  }

  private static Optional<Look.Nearest> nearest(Look look) {
    return look instanceof Look.Miss miss ? miss.nearest() : Optional.empty();
  }

  private static Selection tag(String tag) {
    Optional<String> any = Optional.empty();
    return new Selection(any, any, any, any, any, Optional.of(tag));
  }
}
