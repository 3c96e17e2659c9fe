package dev.interlock.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One vector per WordPiece, weight included, as int8 rows with a scale each. The vector of a text
 * is the normalised sum over its tokens (Model2Vec, then distilled). Immutable; any thread.
 *
 * <p>File, little-endian: {@code "ILST"}, int32 version 1, int32 rows, int32 dimension, rows ×
 * float32 scale, rows × dimension × int8.
 */
final class StaticTable {
  private static final int MAGIC = 0x54534C49;
  private static final int HEADER = 16;

  private final int rows;
  private final int dimension;
  private final float[] scales;
  private final byte[] codes;

  StaticTable(int dimension, float[] scales, byte[] codes) {
    this.rows = scales.length;
    this.dimension = dimension;
    this.scales = scales;
    this.codes = codes;
  }

  static StaticTable read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer in =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN);
      if (in.remaining() < HEADER || in.getInt() != MAGIC || in.getInt() != 1) {
        throw new EncoderException(file.getFileName() + ": not a static table (expected: ILST 1)");
      }
      int rows = in.getInt();
      int dimension = in.getInt();
      long expected = HEADER + 4L * rows + (long) rows * dimension;
      if (rows <= 0 || dimension <= 0 || channel.size() != expected) {
        throw new EncoderException(
            file.getFileName() + ": " + channel.size() + " bytes (expected: " + expected + ")");
      }
      float[] scales = new float[rows];
      in.asFloatBuffer().get(scales);
      in.position(HEADER + 4 * rows);
      byte[] codes = new byte[rows * dimension];
      in.get(codes);
      return new StaticTable(dimension, scales, codes);
    }
  }

  int rows() {
    return rows;
  }

  int dimension() {
    return dimension;
  }

  /** The L2-normalised sum of the rows of {@code tokens}; zeros if there is none. */
  float[] embed(Tokens tokens) {
    float[] sum = new float[dimension];
    int[] ids = tokens.ids();
    for (int i = 0; i < tokens.size(); i++) {
      int id = ids[i];
      if (id < rows) {
        addRow(sum, id * dimension, scales[id]);
      }
    }
    Vectors.normalize(sum);
    return sum;
  }

  private void addRow(float[] sum, int offset, float scale) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += scale * codes[offset + d];
    }
  }
}
