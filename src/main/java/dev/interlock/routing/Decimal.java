package dev.interlock.routing;

/** Numbers for people: a few significant digits, no exponent, the same on every machine. */
final class Decimal {
  private static final int MOST_DECIMALS = 12;
  private static final long[] POWERS = new long[MOST_DECIMALS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Decimal() {}

  /** {@code value} to about three significant digits, and at least to the unit. */
  static StringBuilder append(StringBuilder to, double value) {
    int decimals = 2;
    double size = Math.abs(value);
    while (size > 0 && size < 1 && decimals < MOST_DECIMALS && size * POWERS[decimals] < 100) {
      decimals++;
    }
    return append(to, value, size >= 100 ? 0 : decimals);
  }

  /** {@code value} exactly, where it was rounded to at most twelve decimals. */
  static StringBuilder appendExact(StringBuilder to, double value) {
    for (int decimals = 2; decimals <= MOST_DECIMALS; decimals++) {
      if ((double) Math.round(value * POWERS[decimals]) / POWERS[decimals] == value) {
        return append(to, value, decimals);
      }
    }
    return to.append(value);
  }

  private static StringBuilder append(StringBuilder to, double value, int decimals) {
    if (!(Math.abs(value) < 1e6)) {
      return to.append(value);
    }
    long scaled = Math.round(Math.abs(value) * POWERS[decimals]);
    if (value < 0 && scaled != 0) {
      to.append('-');
    }
    to.append(scaled / POWERS[decimals]);
    long fraction = scaled % POWERS[decimals];
    if (fraction == 0) {
      return to;
    }
    to.append('.');
    for (int place = decimals - 1; fraction > 0; place--) {
      to.append((char) ('0' + fraction / POWERS[place]));
      fraction %= POWERS[place];
    }
    return to;
  }
}
