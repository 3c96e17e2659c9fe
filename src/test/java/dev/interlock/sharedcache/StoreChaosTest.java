package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cache.Filling;
import dev.interlock.cache.Selection;
import dev.interlock.envoy.Waiting;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of replicas when a real Redis does not do what it should. */
class StoreChaosTest {
  @Test
  void it_need_not_be_there_at_the_start() {
    try (var redis = RedisServer.start()) {
      redis.kill();
      try (Member one = Member.of(redis, Member.SECRET)) {
        assertThat(one.keep(1, "acme", "faq")).isEqualTo(Filling.KEPT);
        assertThat(one.find(1)).isPresent();
        assertThat(one.cache().fetch(Member.question(2))).isEmpty();
        assertThat(one.counted("find", "down")).isOne();
        assertThat(one.counted("keep", "down")).isOne();
        redis.restart();
        one.awaitConnected();
        one.share(redis, 3, "faq");
      }
    }
  }

  @Test
  void while_it_is_dead_each_goes_on_alone_and_what_is_owed_is_done_afterwards() {
    try (var redis = RedisServer.start();
        Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      assertThat(other.find(1)).isPresent();
      redis.kill();
      Waiting.until(
          "they know",
          () ->
              one.metric("interlock_cache_store_connected") == 0
                  && other.metric("interlock_cache_store_connected") == 0);
      assertThat(other.find(1)).isPresent();
      assertThat(other.find(2)).isEmpty();
      CompletableFuture<Long> deletion =
          one.cache().delete(Selection.ALL).shared().orElseThrow().toCompletableFuture();
      assertThat(deletion).isNotDone();
      assertThat(other.cache().size()).isOne();

      redis.restart();
      deletion.join();
      // Not only because of the deletion: whatever was said before the end is gone.
      Waiting.until("the other has nothing of before", () -> other.cache().size() == 0);
      one.awaitConnected();
      other.awaitConnected();
      one.share(redis, 5, "faq");
      // Too near to the deletion for clocks that may differ: nobody takes it over.
      assertThat(other.find(5)).isEmpty();
    }
  }

  @Test
  void what_was_said_and_wiped_unheard_may_have_been_anything() {
    try (var redis = RedisServer.start();
        Member one = Member.of(redis)) {
      one.share(redis, 1, "faq");
      redis.kill();
      redis.restart();
      Waiting.until("it has let go", () -> one.cache().size() == 0);
      assertThat(one.counted("hear", "lost")).isOne();
      one.awaitConnected();
      one.share(redis, 2, "faq");
      try (Member other = Member.of(redis)) {
        assertThat(other.find(2)).isPresent();
      }
    }
  }

  @Test
  void when_it_is_wiped_what_is_here_stays() {
    try (var redis = RedisServer.start();
        Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      redis.say("FLUSHALL");
      assertThat(one.find(1)).isPresent();
      assertThat(other.find(1)).isEmpty();
      one.share(redis, 2, "faq");
      assertThat(other.find(2)).isPresent();
      long deleted = one.delete(Selection.ALL);
      assertThat(deleted).isOne();
      Waiting.until("the other has heard", () -> other.cache().size() == 0);
    }
  }

  @Test
  void after_some_silence_it_is_left_alone_and_later_tried_again() {
    try (var redis = RedisServer.start();
        Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      one.share(redis, 1, "faq");
      redis.pause();
      for (int i = 0; i < Breaker.PATIENCE; i++) {
        assertThat(other.find(1)).isEmpty();
      }
      assertThat(other.counted("find", "slow")).isEqualTo(Breaker.PATIENCE);
      assertThat(other.metric("interlock_cache_store_resting")).isOne();
      assertThat(other.cache().fetch(Member.question(1))).isEmpty();
      assertThat(other.counted("find", "resting")).isOne();
      assertThat(other.keep(9, "acme", "faq")).isEqualTo(Filling.KEPT);
      assertThat(other.counted("keep", "resting")).isOne();
      redis.goOn();
      Waiting.until("it is asked again", () -> other.find(1).isPresent());
      assertThat(other.metric("interlock_cache_store_resting")).isZero();
    }
  }
}
