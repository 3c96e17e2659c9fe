package dev.interlock.signal.pii;

/**
 * Check digit schemes over decimal digits, the check digit last unless it says otherwise. Pure.
 *
 * <p>ISO/IEC 7064 for the pure and hybrid systems; Verhoeff, Error Detecting Decimal Codes (1969).
 */
final class CheckDigits {
  private static final int[][] DIHEDRAL = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[][] PERMUTATIONS = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
    {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
    {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
    {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
    {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
  };

  private CheckDigits() {}

  /** Luhn's, over {@code count} digits from {@code from}. */
  static boolean luhn(byte[] digits, int from, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int digit = digits[from + count - 1 - i];
      sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
    }
    return sum % 10 == 0;
  }

  static boolean verhoeff(byte[] digits, int count) {
    int check = 0;
    for (int i = 0; i < count; i++) {
      check = DIHEDRAL[check][PERMUTATIONS[i % 8][digits[count - 1 - i]]];
    }
    return check == 0;
  }

  /** The hybrid system modulo 11, 10. */
  static boolean mod11And10(byte[] digits, int count) {
    int product = 10;
    for (int i = 0; i < count - 1; i++) {
      int sum = (digits[i] + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (11 - product) % 10 == digits[count - 1];
  }

  /** The digits from {@code from} as a number modulo {@code modulus}. */
  static int remainder(byte[] digits, int from, int count, int modulus) {
    int rest = 0;
    for (int i = from; i < from + count; i++) {
      rest = (rest * 10 + digits[i]) % modulus;
    }
    return rest;
  }

  /** The sum of the first digits, each times its weight. */
  static int weighted(byte[] digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += digits[i] * weights[i];
    }
    return sum;
  }

  /** Whether {@code month} and {@code day} can be a date in some year. */
  static boolean date(int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day
            <= (month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
  }
}
