package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * For each model, from which chance on its answers are known to be good enough, and not only
 * expected to be: where a floor is certified from a chance on, the mean score of its answers to
 * prompts with that chance or a higher one is at least the floor, with a confidence of {@link
 * #CONFIDENCE} for each model and floor, approximately. Prompts are meant that come from where the
 * graded ones came from. Do not modify the array.
 *
 * @param from by model and floor, from {@link #LEAST_FLOOR} on by hundredths: the chance, in
 *     hundredths; {@link #NEVER} where nothing is certified. Never below the floor, and not
 *     decreasing; empty: nothing is certified of any model
 */
@SuppressWarnings("ArrayRecordComponent")
public record CertifiedFloors(byte[][] from) {
  /** How sure each certificate is. */
  public static final double CONFIDENCE = 0.95;

  /** The lowest floor that can be certified, in hundredths; what is lower, it stands for. */
  public static final int LEAST_FLOOR = 50;

  /** The highest floor that can be certified, in hundredths. */
  public static final int MOST_FLOOR = 99;

  /** No chance is so high. */
  public static final byte NEVER = 101;

  /** How many floors there are. */
  public static final int FLOORS = MOST_FLOOR - LEAST_FLOOR + 1;

  /** Nothing is certified. */
  public static final CertifiedFloors NONE = new CertifiedFloors(new byte[0][]);

  /** Whether nothing is certified of any model. */
  public boolean isEmpty() {
    return IntStream.range(0, from.length).allMatch(model -> highest(model, 1) == 0);
  }

  /**
   * The highest floor that {@code model} is certified to reach where the bundle says that its
   * chance is {@code chance}; 0 if there is none.
   */
  public double highest(int model, double chance) {
    if (model >= from.length) {
      return 0;
    }
    byte[] chances = from[model];
    int floors = 0;
    while (floors < chances.length && chance >= chances[floors] / 100.0) {
      floors++;
    }
    return floors == 0 ? 0 : (LEAST_FLOOR + floors - 1) / 100.0;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(from.length);
    for (byte[] chances : from) {
      out.write(chances);
    }
  }

  static CertifiedFloors read(DataInput in, int models) throws IOException {
    int length = in.readInt();
    if (length != models) {
      throw new IOException(
          "certified floors: of " + length + " models (expected: " + models + ")");
    }
    var from = new byte[length][FLOORS];
    for (byte[] chances : from) {
      in.readFully(chances);
    }
    return new CertifiedFloors(from);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertifiedFloors(byte[][] others) && Arrays.deepEquals(from, others);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(from);
  }
}
