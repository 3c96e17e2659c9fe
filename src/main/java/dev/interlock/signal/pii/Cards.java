package dev.interlock.signal.pii;

import java.util.List;

/**
 * Payment card numbers: ISO/IEC 7812 issuer ranges in use, the lengths each issues, Luhn's digit.
 */
final class Cards {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;
  private static final int REACH = 48;

  /** Two card numbers in fours, and what may stand beside them. */
  private static final int SERIES = 10;

  private static final List<String> WORDS =
      List.of(
          "card", "visa", "maestro", "credit", "debit", "karte", "carte", "tarjeta", "carta",
          "cartao", "pan", "cc");

  /** First six digits from and to, fewest and most digits. */
  private static final int[][] ISSUERS = {
    {400000, 499999, 16, 16}, // Visa
    {400000, 499999, 19, 19},
    {510000, 559999, 16, 16}, // Mastercard
    {222100, 272099, 16, 16},
    {340000, 349999, 15, 15}, // American Express
    {370000, 379999, 15, 15},
    {300000, 305999, 14, 14}, // Diners Club
    {300000, 305999, 16, 16},
    {360000, 369999, 14, 14},
    {360000, 369999, 16, 16},
    {380000, 399999, 14, 14},
    {380000, 399999, 16, 16},
    {352800, 358999, 16, 19}, // JCB
    {220000, 220499, 16, 19}, // Mir
    {500000, 509999, 16, 19}, // Maestro, RuPay, Verve, Elo
    {560000, 589999, 16, 16},
    {600000, 609999, 16, 19}, // Discover, RuPay, Hipercard
    {644000, 659999, 16, 19},
    {620000, 629999, 16, 19}, // UnionPay
    {810000, 829999, 16, 19},
    {630000, 639999, 16, 19}, // Maestro
    {670000, 679999, 16, 19},
    {979200, 979299, 16, 16}, // Troy
  };

  /** Lengths so seldom that a word must say that it is a card. */
  private static final int[][] SELDOM = {
    {400000, 499999, 13, 13},
    {500000, 509999, 12, 15},
    {560000, 589999, 12, 19},
    {630000, 639999, 12, 15},
    {670000, 679999, 12, 15},
  };

  private Cards() {}

  /** The last group of the card number that begins with {@code group}, or -1. */
  static int find(Plain text, DigitRun run, int group) {
    if (group > 0 && run.parted(group - 1) == '.') {
      return -1;
    }
    for (int last = group; last < run.groups(); last++) {
      int count = run.count(group, last);
      if (count > LONGEST) {
        return -1;
      }
      if (count >= SHORTEST
          && written(run, group, last)
          && CheckDigits.luhn(run.digits(group, last), 0, count)
          && issued(text, run, group, last, count)) {
        return last;
      }
    }
    return -1;
  }

  /** Whether people write card numbers in such groups. */
  private static boolean written(DigitRun run, int from, int to) {
    if (from == to) {
      return run.standsOff(from, to);
    }
    long shape = run.shape(from, to);
    if (run.groups() > SERIES && run.length(from) > 2 && run.separator(from, to) == ' ') {
      // A row of numbers: every tenth window of sixteen digits would pass.
      return false;
    }
    if (shape == 0x4444
        || shape == 0x465
        || shape == 0x464
        || shape == 0x4443
        || (shape >> 4 == 0x4444 && run.length(to) < 4)) {
      return run.standsOff(from, to);
    }
    boolean alone =
        (from == 0 || run.parted(from - 1) != run.parted(from))
            && (to == run.groups() - 1 || run.parted(to) != run.parted(from));
    return alone
        && run.standsOff(from, to)
        && switch (run.separator(from, to)) {
          case '.', '/' -> to - from > 2;
          default -> to - from > 1 || (run.length(from) >= 4 && run.length(to) >= 4);
        };
  }

  private static boolean issued(Plain text, DigitRun run, int from, int to, int count) {
    int six = run.leading(from, 6);
    return contains(ISSUERS, six, count)
        || (contains(SELDOM, six, count)
            && Context.around(text, run.start(from), run.end(to), REACH, WORDS));
  }

  private static boolean contains(int[][] ranges, int six, int count) {
    for (int[] range : ranges) {
      if (six >= range[0] && six <= range[1] && count >= range[2] && count <= range[3]) {
        return true;
      }
    }
    return false;
  }
}
