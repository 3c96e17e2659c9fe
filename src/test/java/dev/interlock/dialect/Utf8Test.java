package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Well-formedness against the JDK's own decoder. */
class Utf8Test {
  @Property(tries = 2000)
  void agrees_on_random_bytes(@ForAll byte[] bytes) {
    assertThat(Utf8.firstMalformed(bytes)).isEqualTo(reference(bytes));
  }

  @Property(tries = 1000)
  void agrees_on_text_with_one_byte_changed(@ForAll String text, @ForAll int at, @ForAll byte to) {
    byte[] bytes = ("0123456789" + text).getBytes(UTF_8);
    bytes[Math.floorMod(at, bytes.length)] = to;

    assertThat(Utf8.firstMalformed(bytes)).isEqualTo(reference(bytes));
  }

  @Example
  void agrees_on_every_sequence_of_three_bytes() {
    byte[] bytes = "sevenby".concat("   ").concat("eight by").getBytes(ISO_8859_1);
    for (int lead = 0x80; lead < 0x100; lead++) {
      for (int second = 0x70; second < 0xD0; second++) {
        for (int third = 0x7F; third < 0xC2; third++) {
          bytes[7] = (byte) lead;
          bytes[8] = (byte) second;
          bytes[9] = (byte) third;
          if (Utf8.firstMalformed(bytes) != reference(bytes)) {
            assertThat(Utf8.firstMalformed(bytes)).isEqualTo(reference(bytes));
          }
        }
      }
    }
  }

  private static int reference(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
    return result.isError() ? in.position() : -1;
  }
}
