package dev.interlock.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticTableTest {
  @TempDir Path directory;

  @Test
  void a_text_is_the_unit_sum_of_its_rows() throws IOException {
    StaticTable table = StaticTable.read(write(2, 2, new float[] {1, 0.5f}, 3, 0, 0, 8));
    float[] vector = table.embed(new Tokens(new int[] {0, 1}, 2));
    assertThat(vector).containsExactly(new float[] {0.6f, 0.8f}, Offset.offset(1e-6f));
  }

  @Test
  void a_text_without_known_tokens_is_zero() throws IOException {
    StaticTable table = StaticTable.read(write(1, 2, new float[] {1}, 3, 4));
    assertThat(table.embed(new Tokens(new int[] {7}, 1))).containsExactly(0, 0);
  }

  @Test
  void a_truncated_file_is_refused() throws IOException {
    Path file = write(2, 2, new float[] {1, 1}, 1, 2, 3);
    assertThatThrownBy(() -> StaticTable.read(file))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("27 bytes (expected: 28)");
  }

  private Path write(int rows, int dimension, float[] scales, int... codes) throws IOException {
    ByteBuffer out =
        ByteBuffer.allocate(16 + 4 * scales.length + codes.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("ILST".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(rows).putInt(dimension);
    for (float scale : scales) {
      out.putFloat(scale);
    }
    for (int code : codes) {
      out.put((byte) code);
    }
    return Files.write(directory.resolve("static.bin"), out.array());
  }
}
