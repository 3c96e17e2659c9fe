package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Mark;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedStore.Replica;
import dev.interlock.config.Secret;
import dev.interlock.envoy.Waiting;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas and a real Redis that stays up. */
class RedisStoreTest {
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
  void another_replica_gets_the_entry_with_all_that_it_is_judged_by() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      Entry kept = one.find(1).orElseThrow();
      Entry found = other.find(1).orElseThrow();

      assertThat(found.answer()).isEqualTo(kept.answer());
      assertThat(found.id()).isEqualTo(kept.id());
      assertThat(found.createdMs()).isEqualTo(kept.createdMs());
      assertThat(found.expiresMs()).isEqualTo(kept.expiresMs());
      assertThat(found.streamed()).isTrue();
      Keeping keeping = found.keeping();
      assertThat(keeping.signals().values()).isEqualTo(Member.SIGNALS.values());
      assertThat(keeping)
          .usingRecursiveComparison()
          .ignoringFields("model", "revision", "signals")
          .isEqualTo(kept.keeping());
      assertThat(
              List.of(
                  keeping.model().id(), keeping.model().cluster(), keeping.model().upstreamModel()))
          .isEqualTo(List.of("small", "model-small-1", "qwen"));
      assertThat(other.find(2)).isEmpty();
      assertThat(other.counted("find", "miss")).isOne();
      assertThat(other.counted("find", "hit")).isOne();
    }
  }

  @Test
  void it_lives_no_longer_than_it_would_have_here_and_reading_puts_nothing_off() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      long before = ttl(1);
      Waiting.until("a while", () -> ttl(1) < before);
      assertThat(other.find(1)).isPresent();
      assertThat(ttl(1)).isLessThan(before).isLessThanOrEqualTo(3_600_000);
    }
  }

  private static long ttl(int number) {
    return Long.parseLong(redis.say("PTTL " + Member.place(number)).strip().substring(1));
  }

  @Test
  void what_is_not_ours_is_nothing_and_no_failure() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      redis.say("COPY " + Member.place(1) + " " + Member.place(2));
      redis.say("SET " + Member.place(3) + " garbage");
      redis.say("RPUSH " + Member.place(4) + " garbage");
      redis.say("COPY " + Member.place(1) + " " + Member.place(5));
      redis.say("SETRANGE " + Member.place(5) + " 0 x");
      redis.say("COPY " + Member.place(1) + " " + Member.place(6));
      redis.say("SETRANGE " + Member.place(6) + " 40 x");
      for (int number = 2; number <= 6; number++) {
        assertThat(other.find(number)).as("place %s", number).isEmpty();
      }
      assertThat(other.counted("find", "unreadable")).isEqualTo(5);
      assertThat(other.metric("interlock_cache_store_resting")).isZero();
      assertThat(other.find(1)).isPresent();
      // A selection leaves them, and all means all.
      assertThat(other.delete(tag("faq"))).isOne();
      assertThat(other.delete(Selection.ALL)).isEqualTo(5);
    }
  }

  @Test
  void whoever_has_another_secret_shares_nothing() {
    try (Member one = Member.of(redis);
        Member stranger = Member.of(redis, Secret.of("another fleet's"))) {
      stranger.awaitConnected();
      one.share(redis, 1, "faq");
      assertThat(stranger.find(1)).isEmpty();
      stranger.delete(Selection.ALL);
      assertThat(redis.keys()).contains(Member.place(1));
      assertThat(one.find(1)).isPresent();
    }
  }

  @Test
  void a_deletion_is_one_everywhere_and_for_what_comes_late() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      one.share(redis, 2, "faq");
      one.share(redis, 3, "news");
      Entry late = other.find(1).orElseThrow();
      assertThat(other.find(3)).isPresent();

      assertThat(one.delete(tag("faq"))).isEqualTo(2);

      assertThat(redis.keys())
          .contains(Member.place(3))
          .doesNotContain(Member.place(1), Member.place(2));
      Waiting.until("the other has heard", () -> other.cache().size() == 1);
      // As if it had been written a moment too late.
      other.store().keep(late, new byte[0]);
      Waiting.until("it is back", () -> redis.keys().contains(Member.place(1)));
      assertThat(one.find(1)).isEmpty();
      try (Member latecomer = Member.of(redis)) {
        Waiting.until("it has heard", () -> latecomer.counted("hear", "ok") > 1);
        assertThat(latecomer.find(1)).isEmpty();
        assertThat(latecomer.find(3)).isPresent();
      }
    }
  }

  @Test
  void a_bad_answer_is_bad_everywhere_and_for_latecomers() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      assertThat(other.find(1)).isPresent();
      assertThat(other.cache().dislike("d-1")).isTrue();
      Waiting.until("the first has heard", () -> one.cache().inQuarantine() == 1);
      assertThat(one.find(1)).isEmpty();
      Waiting.until("it is gone", () -> !redis.keys().contains(Member.place(1)));
      try (Member latecomer = Member.of(redis)) {
        assertThat(latecomer.find(1)).isEmpty();
        assertThat(latecomer.cache().inQuarantine()).isOne();
        assertThat(latecomer.keep(1, "acme", "faq")).isEqualTo(Filling.QUARANTINED);
      }
    }
  }

  @Test
  void what_finds_an_entry_by_other_words_is_told_to_all() {
    var heard = new CopyOnWriteArrayList<String>();
    try (Member one = Member.of(redis);
        Member listener = Member.deaf(redis, Member.SECRET)) {
      listener.store().follow(hearing(heard));
      one.share(redis, 1, "faq");
      one.store().keep(one.find(1).orElseThrow(), new byte[] {7, 8});
      one.store().tell(new byte[] {9});
      Waiting.until("it is told", () -> heard.size() == 2);
      assertThat(heard).containsExactly(Member.key(1) + " [faq][7, 8]", "[9]");
    }
  }

  private static Replica hearing(List<String> heard) {
    return new Replica() {
      @Override
      public void added(EntryLabel label, byte[] semantic) {
        heard.add(label.key() + " " + label.tags() + Arrays.toString(semantic));
      }

      @Override
      public void learnt(byte[] lesson) {
        heard.add(Arrays.toString(lesson));
      }

      @Override
      public void deleted(Selection selection, long atMs) {}

      @Override
      public void quarantined(Mark mark) {}

      @Override
      public void missedSomething() {}
    };
  }

  private static Selection tag(String tag) {
    Optional<String> any = Optional.empty();
    return new Selection(any, any, any, any, any, Optional.of(tag));
  }
}
