package dev.interlock.head;

import dev.interlock.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trained head in a file: {@code "ILHD"}, int32 version, name, vector space, data hash, metrics,
 * the head, and the SHA-256 of all that. Big-endian; strings as {@link
 * java.io.DataOutput#writeUTF}.
 *
 * @param name what the head tells
 * @param space vector space of the transformer part
 * @param dataHash SHA-256 of the training data, in hexadecimal
 * @param metrics what it reached on held-out test data
 * @param head the head
 * @param calibration from the probability of its second class to a chance, for heads of two classes
 */
public record HeadFile(
    String name,
    String space,
    String dataHash,
    SortedMap<String, Double> metrics,
    FusedHead head,
    Isotonic calibration) {
  private static final int MAGIC = 0x494C4844;
  private static final int VERSION = 1;
  private static final int DIGEST_BYTES = 32;

  /** Writes the file; the same head gives the same bytes. */
  public void write(Path file) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(name);
      out.writeUTF(space);
      out.writeUTF(dataHash);
      out.writeInt(metrics.size());
      for (var metric : metrics.entrySet()) {
        out.writeUTF(metric.getKey());
        out.writeDouble(metric.getValue());
      }
      head.write(out);
      calibration.write(out);
    }
    bytes.write(Sha256.of(bytes.toByteArray()));
    Files.write(file, bytes.toByteArray());
  }

  /** Reads and checks a file. */
  public static HeadFile read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      int length = bytes.length - DIGEST_BYTES;
      if (length < 0
          || !Arrays.equals(
              Sha256.of(Arrays.copyOf(bytes, length)),
              Arrays.copyOfRange(bytes, length, bytes.length))) {
        throw new HeadException(file + ": checksum mismatch (expected: a head written whole)");
      }
      try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
          throw new HeadException(file + ": not a head (expected: ILHD " + VERSION + ")");
        }
        String name = in.readUTF();
        String space = in.readUTF();
        String dataHash = in.readUTF();
        SortedMap<String, Double> metrics = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
          metrics.put(in.readUTF(), in.readDouble());
        }
        return new HeadFile(name, space, dataHash, metrics, FusedHead.read(in), Isotonic.read(in));
      }
    } catch (IOException e) {
      throw new HeadException(file + ": unreadable: " + e.getMessage(), e);
    }
  }

  /**
   * The head for use with an encoder of {@code encoderSpace}: without its transformer part if that
   * was trained in another space.
   */
  public FusedHead headFor(String encoderSpace) {
    return encoderSpace.equals(space) ? head : head.withoutForward();
  }
}
