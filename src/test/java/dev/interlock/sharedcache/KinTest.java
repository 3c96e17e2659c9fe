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
