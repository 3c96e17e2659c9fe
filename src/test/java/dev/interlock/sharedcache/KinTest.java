package dev.interlock.sharedcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.LocalTextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.envoy.Waiting;
import dev.interlock.semantic.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wordings that have one answer answer others, if those are about what all of them are about. */
class KinTest {
  private static final List<String> PLACES =
      List.of(
          "desk",
          "shelf",
          "table",
          "floor",
          "sofa",
          "bench",
          "counter",
          "ladder",
          "cupboard",
          "window",
          "carpet",
          "stove",
          "fridge",
          "door");

  private static RedisServer redis;
  private static LocalTextEncoder encoder;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    encoder = EncoderLoader.open(Path.of(System.getProperty("interlock.home"), "encoder"), 1);
  }

  @AfterAll
  static void stop() {
    if (encoder != null) {
      encoder.close();
    }
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void empty() {
    redis.say("FLUSHALL");
  }

  @Test
  void three_wordings_of_one_answer_answer_a_fourth_here_and_elsewhere() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      assertThat(nearest(wording(0).ask(one, 1))).isEmpty();
      for (int i = 1; i <= 2; i++) {
        Look.Nearest second = nearest(wording(i).ask(one, 1 + i)).orElseThrow();
        assertThat(second.refusedBy()).as("not enough are known").isEqualTo("wording");
        assertThat(second.overruled()).isEmpty();
      }
      Look.Nearest fourth = nearest(wording(3).ask(one, 4)).orElseThrow();
      assertThat(fourth.overruled()).as("%s", fourth).isEqualTo("wording");
      assertThat(fourth.refusedBy()).isEmpty();
      assertThat(fourth.agreement()).isEqualTo(1);
      assertThat(fourth.explored()).isNotEmpty();

      Waiting.until("they are there, too", () -> other.meanings().distantSize() == 4);
      Waiting.until(
          "and are known to be kin",
          () ->
              nearest(wording(4).lookEverywhere(other))
                  .filter(near -> near.overruled().equals("wording"))
                  .isPresent());

      int asked = 4;
      while (!(wording(asked).ask(one, 1 + asked) instanceof Look.Hit)) {
        assertThat(asked++).isLessThan(180);
      }
      assertThat(nearest(asking("the report export on a chair").ask(one, 250)))
          .hasValueSatisfying(near -> assertThat(near.overruled()).isEqualTo("wording"));
      assertThat(nearest(asking("the lamp export on the desk beside the sofa").ask(one, 251)))
          .as("it lacks what all of them are about")
          .hasValueSatisfying(near -> assertThat(near.refusedBy()).isEqualTo("wording"));
    }
  }

  @Test
  void whoever_has_a_bad_answer_is_found_by_meaning_on_no_replica() {
    try (Member one = Member.of(redis);
        Member other = Member.of(redis)) {
      var stranger = new Asking(3, "the report export on the desk", encoder);
      stranger.ask(one, 9);
      for (int i = 0; i < 3; i++) {
        asking(2, i).ask(one, 1 + i);
      }
      double before = other.counted("hear", "ok");
      Waiting.until(
          "it knows of all, and what was learnt of them",
          () -> other.meanings().distantSize() >= 4 && other.counted("hear", "ok") >= 8);
      long others = other.meanings().distantSize();
      assertThat(nearest(asking(2, 3).lookEverywhere(other))).isPresent();
      // It has the answer itself, but for being found by meaning.
      assertThat(other.find(2)).isPresent();
      other.cache().served(other.find(2).orElseThrow(), "a hit");

      assertThat(other.cache().dislike("a hit")).isTrue();
      assertThat(other.meanings().distantSize()).isEqualTo(others - 3);
      assertThat(nearest(asking(2, 3).lookEverywhere(other))).isEmpty();
      assertThat(nearest(stranger.lookEverywhere(other))).isPresent();
      Waiting.until("here neither", () -> nearest(asking(2, 3).look(one)).isEmpty());
      assertThat(nearest(stranger.look(one))).isPresent();
      assertThat(one.find(1)).as("its own words it still answers").isPresent();
      assertThat(one.find(2)).isEmpty();

      try (Member latecomer = Member.of(redis)) {
        Waiting.until("it has heard all", () -> latecomer.counted("hear", "ok") >= before + 1);
        Waiting.until(
            "nor by whoever comes later",
            () -> nearest(asking(2, 3).lookEverywhere(latecomer)).isEmpty());
        assertThat(nearest(stranger.lookEverywhere(latecomer))).isPresent();
      }
    }
  }

  private static Asking asking(int surroundings, int number) {
    return new Asking(surroundings, wording(number).text(), encoder);
  }

  private static Asking wording(int number) {
    String place = PLACES.get(number % PLACES.size());
    String beside = PLACES.get(number / PLACES.size());
    return asking("the report export on the %s beside the %s".formatted(place, beside));
  }

  private static Asking asking(String text) {
    return new Asking(1, text, encoder);
  }

  private static Optional<Look.Nearest> nearest(Look look) {
    return switch (look) {
      case Look.Miss miss -> miss.nearest();
      case Look.Hit hit -> Optional.of(hit.nearest());
      default -> Optional.empty();
    };
  }
}
