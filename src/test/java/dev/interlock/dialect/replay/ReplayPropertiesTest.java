package dev.interlock.dialect.replay;

import static dev.interlock.dialect.replay.Copies.JSON;
import static dev.interlock.dialect.replay.Copies.SSE;
import static dev.interlock.dialect.replay.Copies.finish;
import static dev.interlock.dialect.replay.Copies.tree;
import static dev.interlock.dialect.replay.Copies.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Result;
import dev.interlock.dialect.replay.AnswerCopy.Result.Unfit;
import dev.interlock.dialect.replay.AnswerCopy.Result.Whole;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** What holds of every answer: told in one form and read again, it is the same. */
class ReplayPropertiesTest {
  private static final int ANSWERS = 300;

  /** For each endpoint. */
  private static final int DAMAGED = 2_500;

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES", "RESPONSES"})
  void a_stream_of_a_body_is_that_body(Api api) {
    for (int seed = 0; seed < ANSWERS; seed++) {
      var random = new SplittableRandom(seed);
      ObjectNode body = new RandomAnswer(random).of(api);
      WholeAnswer answer = whole(api, JSON, body.toString());

      byte[] withUsage = Replay.events(answer, true);
      byte[] without = Replay.events(answer, false);

      assertThat(tree(whole(finish(api, SSE, withUsage, random)))).isEqualTo(body(answer, true));
      assertThat(tree(whole(finish(api, SSE, without, random)))).isEqualTo(body(answer, false));
    }
  }

  private static ObjectNode body(WholeAnswer answer, boolean withUsage) {
    var body = (ObjectNode) tree(answer);
    if (!withUsage && (answer.api() == Api.CHAT || answer.api() == Api.COMPLETIONS)) {
      body.remove("usage");
    }
    return body;
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES", "RESPONSES"})
  void a_stream_as_servers_write_it_is_the_body_they_would_have_sent(Api api) {
    for (int seed = 0; seed < ANSWERS; seed++) {
      var random = new SplittableRandom(seed);
      ObjectNode body = new RandomAnswer(random).of(api);

      byte[] stream = new RandomStream(random).of(api, body).getBytes(UTF_8);

      WholeAnswer answer = whole(finish(api, SSE, stream, random));
      assertThat(tree(answer)).isEqualTo(tree(body.toString()));
      assertThat(answer).isEqualTo(whole(finish(api, SSE, stream, 1)));
      assertThat(WholeAnswer.of(api, Replay.json(answer))).contains(answer);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES", "RESPONSES"})
  void a_stream_cut_into_two_anywhere_is_the_same_and_without_the_second_is_none(Api api) {
    int tried = 0;
    for (int seed = 0; tried < 6; seed++) {
      var random = new SplittableRandom(seed);
      ObjectNode body = new RandomAnswer(random).of(api);
      byte[] stream = new RandomStream(random).of(api, body).getBytes(UTF_8);
      if (stream.length > 5_000) {
        continue; // each prefix is read
      }
      tried++;
      Result all = finish(api, SSE, stream);
      assertThat(all).isInstanceOf(Whole.class);
      // The CR of a last CRLF ends the last line.
      int end = stream[stream.length - 2] == '\r' ? stream.length - 1 : stream.length;
      for (int cut = 0; cut < end; cut++) {
        assertThat(finish(api, SSE, Arrays.copyOf(stream, cut))).isEqualTo(new Unfit(Why.CUT));
      }
      for (int chunk = 1; chunk < Math.min(stream.length, 200); chunk++) {
        assertThat(finish(api, SSE, stream, chunk)).isEqualTo(all);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "COMPLETIONS", "MESSAGES", "RESPONSES"})
  void a_body_cut_anywhere_is_none(Api api) {
    byte[] body = new RandomAnswer(new SplittableRandom(5)).of(api).toString().getBytes(UTF_8);
    for (int cut = 0; cut < body.length; cut++) {
      assertThat(finish(api, JSON, Arrays.copyOf(body, cut))).isEqualTo(new Unfit(Why.CUT));
    }
    assertThat(finish(api, JSON, body)).isInstanceOf(Whole.class);
  }

  @ParameterizedTest
  @EnumSource
  void damage_never_throws_and_what_is_still_whole_can_still_be_told(Api api) {
    int whole = 0;
    for (int seed = 0; seed < DAMAGED; seed++) {
      var random = new SplittableRandom(seed);
      boolean streamed = api != Api.EMBEDDINGS && random.nextBoolean();
      byte[] bytes = answer(api, streamed, random).getBytes(UTF_8);
      damage(bytes, random);

      Result result = finish(api, streamed ? SSE : JSON, bytes);

      if (result instanceof Whole(var answer)) {
        whole++;
        assertThat(WholeAnswer.of(api, Replay.json(answer))).contains(answer);
        if (api != Api.EMBEDDINGS) {
          assertThat(finish(api, SSE, Replay.events(answer, true)))
              .as("seed %d", seed)
              .isInstanceOf(Whole.class);
        }
      }
    }
    assertThat(whole).isBetween(1, DAMAGED - 1);
  }

  private static String answer(Api api, boolean streamed, SplittableRandom random) {
    if (api == Api.EMBEDDINGS) {
      return EmbeddingsCopyTest.BODY;
    }
    ObjectNode body = new RandomAnswer(random).of(api);
    return streamed ? new RandomStream(random).of(api, body) : body.toString();
  }

  private static void damage(byte[] bytes, SplittableRandom random) {
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] = (byte) "{}[]\",:\\0\n".charAt(random.nextInt(10));
        case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
  }
}
