package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Result;
import dev.interlock.dialect.replay.AnswerCopy.Result.Whole;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Copies of answers, made in one call. */
final class Copies {
  static final String JSON = "application/json";
  static final String SSE = "text/event-stream; charset=utf-8";
  static final int LARGEST = 1 << 22;

  private static final JsonMapper TREES =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Copies() {}

  static Result finish(Api api, String contentType, byte[] bytes) {
    var copy = AnswerCopy.of(api, contentType, LARGEST);
    copy.accept(ByteBuffer.wrap(bytes));
    return copy.finish();
  }

  static Result finish(Api api, String contentType, byte[] bytes, int chunk) {
    var copy = AnswerCopy.of(api, contentType, LARGEST);
    for (int at = 0; at < bytes.length; at += chunk) {
      copy.accept(ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at)));
    }
    return copy.finish();
  }

  static Result finish(Api api, String contentType, byte[] bytes, SplittableRandom random) {
    var copy = AnswerCopy.of(api, contentType, LARGEST);
    int at = 0;
    while (at < bytes.length) {
      int count = Math.min(bytes.length - at, random.nextInt(0, 90));
      copy.accept(ByteBuffer.wrap(bytes, at, count).asReadOnlyBuffer());
      at += count;
    }
    return copy.finish();
  }

  static WholeAnswer whole(Api api, String contentType, String body) {
    return whole(finish(api, contentType, body.getBytes(UTF_8)));
  }

  static WholeAnswer whole(Result result) {
    assertThat(result).isInstanceOf(Whole.class);
    return ((Whole) result).answer();
  }

  static void unfit(Api api, String contentType, String body, Why why) {
    assertThat(finish(api, contentType, body.getBytes(UTF_8)))
        .as(body)
        .isEqualTo(new Result.Unfit(why));
  }

  static JsonNode tree(WholeAnswer answer) {
    return TREES.readTree(Replay.json(answer));
  }

  static JsonNode tree(String json) {
    return TREES.readTree(json);
  }

  static String events(WholeAnswer answer, boolean includeUsage) {
    return new String(Replay.events(answer, includeUsage), UTF_8);
  }
}
