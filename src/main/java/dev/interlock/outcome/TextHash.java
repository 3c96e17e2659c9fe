package dev.interlock.outcome;

import dev.interlock.digest.Sha256;
import java.util.Locale;

/**
 * Hashes of texts. Splits go by the hash of the normalised text (lower case, letters and digits
 * only), so that duplicates never straddle one.
 */
public final class TextHash {
  private TextHash() {}

  /** The part of a split a row belongs to. */
  public enum Part {
    TRAIN,
    CALIBRATION,
    TEST
  }

  /** Train 70, calibration 10, test 20. */
  public static Part part(String text) {
    byte[] hash = Sha256.of(normalized(text));
    int bucket = ((hash[0] & 0xff) << 8 | (hash[1] & 0xff)) % 100;
    if (bucket < 70) {
      return Part.TRAIN;
    }
    return bucket < 80 ? Part.CALIBRATION : Part.TEST;
  }

  /** Lower case, letters and digits only. */
  public static String normalized(String text) {
    var out = new StringBuilder(text.length());
    text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
