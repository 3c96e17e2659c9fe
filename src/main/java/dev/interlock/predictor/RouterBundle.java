package dev.interlock.predictor;

import dev.interlock.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code interlock train} learnt, in one file: {@code "ILRB"}, int32 version, vector space,
 * data hash, metrics, models, predictor, what is certified (if anything is), and the SHA-256 of all
 * that. Big-endian; strings as {@link java.io.DataOutput#writeUTF}. The same outcomes give the same
 * bytes.
 *
 * @param space vector space of the texts it was trained on
 * @param dataHash SHA-256 of the outcomes, in hexadecimal
 * @param metrics what it reached on rows that were held out
 * @param models names of the models, as in the outcomes
 * @param predictor what is expected of them
 * @param floors what is certified of them
 */
public record RouterBundle(
    String space,
    String dataHash,
    SortedMap<String, Double> metrics,
    List<String> models,
    Predictor predictor,
    CertifiedFloors floors) {
  private static final int MAGIC = 0x494C5242;
  private static final int VERSION = 1;
  private static final int DIGEST_BYTES = 32;

  /** Begins what is certified; bundles of before have no such part. */
  private static final String FLOORS = "certified floors";

  public RouterBundle {
    models = List.copyOf(models);
  }

  /** A bundle that certifies nothing. */
  public RouterBundle(
      String space,
      String dataHash,
      SortedMap<String, Double> metrics,
      List<String> models,
      Predictor predictor) {
    this(space, dataHash, metrics, models, predictor, CertifiedFloors.NONE);
  }

  /** The same, but that it certifies nothing. */
  public RouterBundle uncertified() {
    return new RouterBundle(space, dataHash, metrics, models, predictor);
  }

  /**
   * The highest floor that {@code model} is certified to reach where its own chance is {@code
   * chance}; 0 if there is none, as for texts wholly unlike those that it was learnt from.
   *
   * @param support as in {@link Forecast}
   */
  public double certified(int model, double chance, double support) {
    return support > 0 ? floors.highest(model, chance) : 0;
  }

  /** The bundle as the bytes of a file. */
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(space);
      out.writeUTF(dataHash);
      out.writeInt(metrics.size());
      for (var metric : metrics.entrySet()) {
        out.writeUTF(metric.getKey());
        out.writeDouble(metric.getValue());
      }
      out.writeInt(models.size());
      for (String model : models) {
        out.writeUTF(model);
      }
      predictor.write(out);
      if (!floors.isEmpty()) {
        out.writeUTF(FLOORS);
        floors.write(out);
      }
    } catch (IOException e) {
      throw new IllegalStateException("bundle: not written to memory", e);
    }
    bytes.writeBytes(Sha256.of(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  /**
   * Reads and checks a file.
   *
   * @param encoderSpace vector space of the encoder that will make the encodings
   * @throws BundleException if it is damaged, of another version or of another vector space
   */
  public static RouterBundle read(Path file, String encoderSpace) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BundleException(file + ": unreadable (expected: a router bundle)", e);
    }
    return parse(file.toString(), bytes, Optional.of(encoderSpace));
  }

  /**
   * Reads and checks the bytes of a file.
   *
   * @param file its name, for people
   * @param encoderSpace vector space of the encoder that will make the encodings, if it is known
   *     yet
   * @throws BundleException as {@link #read}
   */
  public static RouterBundle parse(String file, byte[] bytes, Optional<String> encoderSpace) {
    int length = bytes.length - DIGEST_BYTES;
    if (length < 0
        || !MessageDigest.isEqual(
            Sha256.of(Arrays.copyOf(bytes, length)),
            Arrays.copyOfRange(bytes, length, bytes.length))) {
      throw new BundleException(file + ": checksum mismatch (expected: a bundle written whole)");
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new BundleException(file + ": no router bundle (expected: ILRB " + VERSION + ")");
      }
      String space = in.readUTF();
      String wanted = encoderSpace.orElse(space);
      if (!space.equals(wanted)) {
        throw new BundleException(
            file + ": vector space " + space + " (expected: " + wanted + "; train it again)");
      }
      return body(in, space);
    } catch (IOException | NegativeArraySizeException | IndexOutOfBoundsException e) {
      throw new BundleException(file + ": damaged: " + e.getMessage(), e);
    }
  }

  private static RouterBundle body(DataInputStream in, String space) throws IOException {
    String dataHash = in.readUTF();
    SortedMap<String, Double> metrics = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      metrics.put(in.readUTF(), in.readDouble());
    }
    var models = new ArrayList<String>();
    for (int i = in.readInt(); i > 0; i--) {
      models.add(in.readUTF());
    }
    return new RouterBundle(
        space, dataHash, metrics, models, Predictor.read(in), floors(in, models.size()));
  }

  private static CertifiedFloors floors(DataInputStream in, int models) throws IOException {
    if (in.available() == 0) {
      return CertifiedFloors.NONE;
    }
    String part = in.readUTF();
    if (!part.equals(FLOORS)) {
      throw new IOException("part: " + part + " (expected: " + FLOORS + ")");
    }
    return CertifiedFloors.read(in, models);
  }

  /** What tells this bundle from others: the beginning of the hash of its bytes. */
  public String version() {
    return version(toBytes());
  }

  /** The version of the bundle whose file holds {@code bytes}. */
  public static String version(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes), 0, 6);
  }
}
