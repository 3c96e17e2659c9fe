package dev.interlock.equivalence;

import dev.interlock.digest.Sha256;
import dev.interlock.head.HeadException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The chance that two prompts ask for the same, from their vectors and what differs on their
 * surface. It has two sets of trees: with the transformer's vectors, and without. The chance is
 * calibrated on pairs of which half are the same; other traffic has other odds, so that it orders
 * pairs rather than promises a share. Immutable; any thread.
 *
 * <p>File: {@code "ILPH"}, int32 version, both vector spaces, data hash, word weights, both sets of
 * trees with their calibrations and thresholds, and the SHA-256 of all that. Big-endian.
 */
public final class PairHead {
  private static final int MAGIC = 0x494C5048;
  private static final int VERSION = 2;
  private static final int DIGEST_BYTES = 32;

  private final String space;
  private final String staticSpace;
  private final String dataHash;
  private final WordWeights words;
  private final Stage cheap;
  private final Stage full;

  PairHead(
      String space,
      String staticSpace,
      String dataHash,
      WordWeights words,
      Stage cheap,
      Stage full) {
    this.space = space;
    this.staticSpace = staticSpace;
    this.dataHash = dataHash;
    this.words = words;
    this.cheap = cheap;
    this.full = full;
  }

  /**
   * One set of trees.
   *
   * @param calibration from their score to a chance
   * @param threshold chance from which on a pair is taken for one
   */
  record Stage(Trees trees, Platt calibration, float threshold) {
    double chance(float[] row) {
      return calibration.chance(trees.score(row));
    }

    void write(DataOutput out) throws IOException {
      trees.write(out);
      out.writeDouble(calibration.slope());
      out.writeDouble(calibration.offset());
      out.writeFloat(threshold);
    }
  }

  /** Whether {@code view} is of the vector space that this was trained in. */
  boolean knows(PairView view) {
    return view.space().equals(space);
  }

  /** The chance, in [0, 1], that the two ask for the same. */
  public double same(PairView a, PairView b) {
    boolean forward = forward(a, b);
    return (forward ? full : cheap).chance(PairFeatures.of(a, b, words, forward));
  }

  /** The chance from which on two such texts are taken for one. */
  public double threshold(PairView a, PairView b) {
    return (forward(a, b) ? full : cheap).threshold();
  }

  private static boolean forward(PairView a, PairView b) {
    return a.forward().isPresent() && b.forward().isPresent();
  }

  /** SHA-256 of the training data, in hexadecimal. */
  public String dataHash() {
    return dataHash;
  }

  /** This head with other thresholds. */
  public PairHead withThresholds(double withoutForward, double withForward) {
    return new PairHead(
        space,
        staticSpace,
        dataHash,
        words,
        new Stage(cheap.trees, cheap.calibration, (float) withoutForward),
        new Stage(full.trees, full.calibration, (float) withForward));
  }

  /** The file's bytes; the same head gives the same. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(space);
      out.writeUTF(staticSpace);
      out.writeUTF(dataHash);
      words.write(out);
      cheap.write(out);
      full.write(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    byte[] body = bytes.toByteArray();
    byte[] whole = Arrays.copyOf(body, body.length + DIGEST_BYTES);
    System.arraycopy(Sha256.of(body), 0, whole, body.length, DIGEST_BYTES);
    return whole;
  }

  /**
   * Reads and checks a file.
   *
   * @param space the encoder's vector space
   * @param staticSpace that of its static vectors
   * @throws HeadException if it is damaged, or was trained in other vector spaces
   */
  public static PairHead load(Path file, String space, String staticSpace) {
    try {
      PairHead head = read(file.toString(), Files.readAllBytes(file));
      head.check(file.toString(), space, staticSpace);
      return head;
    } catch (IOException e) {
      throw new HeadException(file + ": unreadable: " + e.getMessage(), e);
    }
  }

  private void check(String file, String encoder, String encoderStatic) {
    if (!encoder.equals(space) || !encoderStatic.equals(staticSpace)) {
      throw new HeadException(
          "%s: trained in the vector spaces %s and %s (expected: %s and %s, the encoder's)"
              .formatted(file, space, staticSpace, encoder, encoderStatic));
    }
  }

  static PairHead read(String file, byte[] bytes) throws IOException {
    int length = bytes.length - DIGEST_BYTES;
    if (length < 0
        || !Arrays.equals(
            Sha256.of(Arrays.copyOf(bytes, length)),
            Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new HeadException(file + ": checksum mismatch (expected: a head written whole)");
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new HeadException(file + ": not a pair head (expected: ILPH " + VERSION + ")");
      }
      return new PairHead(
          in.readUTF(),
          in.readUTF(),
          in.readUTF(),
          WordWeights.read(in),
          stage(in, false),
          stage(in, true));
    }
  }

  private static Stage stage(DataInputStream in, boolean forward) throws IOException {
    return new Stage(
        Trees.read(in, PairFeatures.count(forward)),
        new Platt(in.readDouble(), in.readDouble()),
        in.readFloat());
  }
}
