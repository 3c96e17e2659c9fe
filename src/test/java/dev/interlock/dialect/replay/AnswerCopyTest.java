package dev.interlock.dialect.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.replay.AnswerCopy.Result;
import dev.interlock.dialect.replay.AnswerCopy.Result.Unfit;
import dev.interlock.dialect.replay.AnswerCopy.Why;
import dev.interlock.inference.Api;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class AnswerCopyTest {
  private static final String BODY =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
          + "{\"role\":\"assistant\",\"content\":\"Hey\"},\"finish_reason\":\"stop\"}]}";

  @Test
  void a_buffer_is_copied_and_not_moved() {
    byte[] bytes = ("xx" + BODY + "yy").getBytes(UTF_8);
    ByteBuffer slice = ByteBuffer.wrap(bytes).slice(1, bytes.length - 3).position(1);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    direct.position(2).limit(bytes.length - 2);
    for (ByteBuffer buffer : new ByteBuffer[] {slice, direct, direct.asReadOnlyBuffer()}) {
      int position = buffer.position();
      int limit = buffer.limit();
      var copy = AnswerCopy.of(Api.CHAT, "application/json", 1000);

      copy.accept(buffer);
      Arrays.fill(bytes, (byte) 'x');

      assertThat(copy.finish()).isInstanceOf(Result.Whole.class);
      assertThat(buffer.position()).isEqualTo(position);
      assertThat(buffer.limit()).isEqualTo(limit);
      System.arraycopy(("xx" + BODY + "yy").getBytes(UTF_8), 0, bytes, 0, bytes.length);
    }
  }

  @Test
  void as_many_bytes_as_allowed_are_kept_and_not_one_more() {
    ByteBuffer body = ByteBuffer.wrap(BODY.getBytes(UTF_8));
    var enough = AnswerCopy.of(Api.CHAT, "", body.remaining());
    var less = AnswerCopy.of(Api.CHAT, "", body.remaining() - 1);

    enough.accept(body);
    less.accept(body);

    assertThat(enough.heldBytes()).isEqualTo(body.remaining());
    assertThat(less.heldBytes()).isZero();
    assertThat(enough.finish()).isInstanceOf(Result.Whole.class).isSameAs(enough.finish());
    assertThat(enough.heldBytes()).isZero();
    assertThat(less.finish()).isEqualTo(new Unfit(Why.TOO_LARGE));
  }

  @Test
  void memory_stays_within_the_bound_and_close_to_what_came() {
    var copy = AnswerCopy.of(Api.CHAT, "text/event-stream", 1_000_000);
    ByteBuffer chunk = ByteBuffer.allocate(777);
    for (int came = 777; came <= 1_000_000; came += 777) {
      copy.accept(chunk);
      assertThat(copy.heldBytes()).isBetween((long) came, Math.min(1_000_000L, came + 65_536L));
    }
    copy.accept(chunk);
    assertThat(copy.heldBytes()).isZero();
    copy.accept(ByteBuffer.wrap(BODY.getBytes(UTF_8)));
    assertThat(copy.heldBytes()).isZero();
    assertThat(copy.finish()).isEqualTo(new Unfit(Why.TOO_LARGE));
  }

  @Test
  void what_cannot_be_told_again_is_not_even_kept() {
    for (String type : new String[] {"text/html", "application/problem+json", "x"}) {
      var copy = AnswerCopy.of(Api.CHAT, type, 1000);
      copy.accept(ByteBuffer.wrap(BODY.getBytes(UTF_8)));
      assertThat(copy.heldBytes()).isZero();
      assertThat(copy.finish()).isEqualTo(new Unfit(Why.UNREADABLE));
    }
  }

  @Test
  void a_bound_below_nothing_lets_nothing_in() {
    var copy = AnswerCopy.of(Api.CHAT, "", -5);
    copy.accept(ByteBuffer.wrap(new byte[] {'{'}));
    assertThat(copy.finish()).isEqualTo(new Unfit(Why.TOO_LARGE));
  }

  @Test
  void depth_and_number_of_values_are_bounded() {
    String deep = "[".repeat(100_000);
    String many = "[" + "[],".repeat(300_000) + "[]]";
    for (String value : new String[] {deep, many, "1" + "0".repeat(2000)}) {
      String body = BODY.replace("\"id\":\"c\"", "\"extra\":" + value);
      Result result = Copies.finish(Api.CHAT, "", body.getBytes(UTF_8));
      assertThat(result).isEqualTo(new Unfit(value.equals(deep) ? Why.CUT : Why.UNREADABLE));
      String stream = "data: " + body.replace(deep, deep + "]".repeat(100_000)) + "\n\n";
      result = Copies.finish(Api.CHAT, "text/event-stream", stream.getBytes(UTF_8));
      assertThat(result).isEqualTo(new Unfit(Why.UNREADABLE));
    }
  }

  @Test
  void names_of_a_stream_are_bounded_in_number() {
    var stream = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      stream.append("data: {\"choices\":[],\"k").append(i).append("\":1}\n\n");
    }
    Copies.unfit(Api.CHAT, "text/event-stream", stream.toString(), Why.UNREADABLE);
  }

  @Test
  void what_is_nested_as_deep_as_allowed_can_still_be_streamed() {
    String message =
        "{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":["
            + "{\"type\":\"text\",\"text\":\"Hey\"}],\"stop_reason\":\"end_turn\",\"extra\":";
    String deepest = message + "[".repeat(59) + "]".repeat(59) + "}";

    WholeAnswer answer = Copies.whole(Api.MESSAGES, "", deepest);

    assertThat(Copies.tree(Copies.whole(Api.MESSAGES, Copies.SSE, Copies.events(answer, true))))
        .isEqualTo(Copies.tree(answer));
    Copies.unfit(Api.MESSAGES, "", message + "[".repeat(60) + "]".repeat(60) + "}", Why.UNREADABLE);
  }

  @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
  void nothing_throws_whatever_the_bytes(@ForAll byte[] bytes, @ForAll Api api) {
    for (String type : new String[] {"application/json", "text/event-stream", "", "x"}) {
      assertThat(Copies.finish(api, type, bytes)).isInstanceOf(Unfit.class);
    }
  }
}
