package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interlock.inference.Api;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large and deep bodies. */
class SizeTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"a", "\\n", "é", "漢", "😀", "\\u6f22"})
  void one_string_of_ten_mebibytes_is_read_and_edited(String unit) {
    int times = 10 * MIB / unit.getBytes(UTF_8).length;
    byte[] body = chat("\"" + unit.repeat(times) + "\"");

    var parsed = Bodies.parsed(Api.CHAT, body);

    assertThat(parsed.request().subject().codePointCount(0, parsed.request().subject().length()))
        .isEqualTo(times);
    assertThat(parsed.withModel("other")).hasSize(body.length + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\\n", "é", "漢"})
  void reading_allocates_a_small_multiple_of_the_bytes(String unit) {
    int times = 8 * MIB / unit.getBytes(UTF_8).length - 1;
    byte[] body = chat("\"" + unit.repeat(times) + "漢\"");
    Bodies.parsed(Api.CHAT, chat("\"warm\""));
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = thread.getCurrentThreadAllocatedBytes();
    Bodies.parsed(Api.CHAT, body);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(RequestReader.MAX_ALLOCATION_FACTOR * (long) body.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 1_000_000})
  void depth_is_refused_wherever_it_is(int depth) {
    for (String value : List.of("[".repeat(depth), "[".repeat(depth) + "]".repeat(depth))) {
      assertThat(Bodies.error(Api.CHAT, unknown(value)).message())
          .startsWith("The request body is not valid JSON");
      assertThat(Bodies.error(Api.CHAT, chat(value)).message())
          .isEqualTo("'messages[0].content[0]' must be an object.");
    }
    for (String value :
        new String[] {
          "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
          "[{\"type\":\"tool_result\",\"content\":".repeat(depth),
        }) {
      assertThat(Bodies.error(Api.CHAT, chat(value)).message())
          .startsWith("The request body is not valid JSON");
      assertThat(Bodies.error(Api.CHAT, unknown(value)).message())
          .startsWith("The request body is not valid JSON");
    }
  }

  @Test
  void depth_that_schemas_need_is_read() {
    assertThat(Bodies.parsed(Api.CHAT, unknown("[".repeat(200) + "]".repeat(200)))).isNotNull();
  }

  private static byte[] chat(String content) {
    return ("{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}")
        .getBytes(UTF_8);
  }

  private static byte[] unknown(String value) {
    return ("{\"unknown\":" + value + ",\"model\":\"auto\",\"messages\":[]}").getBytes(UTF_8);
  }
}
