package dev.interlock.signal.pii;

import java.util.BitSet;
import java.util.List;

/**
 * Telephone numbers: international ones by their country code (ITU-T E.164), national ones by a
 * shape that only telephone numbers have, or by a word before them.
 */
final class Phones {
  private static final int REACH = 32;
  private static final int LONGEST = 15;
  private static final List<String> WORDS =
      List.of(
          "phone",
          "mobile",
          "cell",
          "tel",
          "telefon",
          "telephone",
          "telefono",
          "fax",
          "call",
          "whatsapp",
          "sms",
          "handy",
          "movil",
          "celular",
          "cellulare",
          "portable",
          "contact number",
          "dial",
          "ring",
          "texted",
          "text me",
          "text him",
          "text her",
          "reach me",
          "reach him",
          "reach her",
          "reachable",
          "hotline",
          "landline",
          "callback",
          "rufnummer",
          "mobil",
          "telefoon");
  private static final List<String> OTHER_NUMBERS =
      List.of(
          "order",
          "invoice",
          "ticket",
          "tracking",
          "isbn",
          "issn",
          "sku",
          "serial",
          "reference",
          "account",
          "case",
          "part",
          "version",
          "build",
          "commit");

  /** Country codes of two digits; those beginning with 1 or 7 are whole, others have three. */
  private static final BitSet TWO_DIGITS = new BitSet();

  static {
    int[] codes = {
      20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55,
      56, 57, 58, 60, 61, 62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98
    };
    for (int code : codes) {
      TWO_DIGITS.set(code);
    }
  }

  private Phones() {}

  /** The last group of the number after a plus, or -1: as many groups as make a valid one. */
  static int findInternational(DigitRun run) {
    int last = run.groups() - 1;
    while (last >= 0) {
      if (international(run, 0, last, 0)) {
        return last;
      }
      last--;
    }
    return -1;
  }

  /**
   * The last group of the national number that begins with {@code group}, or -1.
   *
   * @param words whether there are any words around
   */
  static int find(Plain text, DigitRun run, int group, boolean words) {
    int found = -1;
    for (int last = group; last < run.groups() && run.count(group, last) <= LONGEST; last++) {
      int count = run.count(group, last);
      if (count >= 7
          && run.standsOff(group, last)
          && (speaksForItself(text, run, group, last)
              || (words && count <= 13 && dialled(text, run, group, last)))) {
        found = last;
      }
    }
    return found;
  }

  private static boolean speaksForItself(Plain text, DigitRun run, int from, int to) {
    if (run.digit(from, 0) != 0 && to - from > 3) {
      return false;
    }
    long shape = run.shape(from, to);
    int separator = run.separator(from, to);
    if (!run.whole(from, to) && shape != 0x334 && shape != 0x1334) {
      return false;
    }
    boolean bracketed = text.at(run.start(from) - 1) == '(' && run.parted(from) == ')';
    int count = run.count(from, to);
    if (shape == 0x334) {
      return (separator == '-' || bracketed) && northAmerican(run, from, 0) && run.whole(from, to);
    }
    if (shape == 0x1334) {
      return run.digit(from, 0) == 1 && run.parted(from + 2) == '-' && northAmerican(run, from, 1);
    }
    if (run.digit(from, 0) != 0 || from == to) {
      return false;
    }
    if (run.digit(from, 1) == 0) {
      return international(run, from, to, 2);
    }
    int second = run.digit(from, 1);
    return (shape == 0x22222 && separator != '-' && separator != '/')
        || (count == 11
            && (second == 1 || second == 2 || second == 7)
            && separator == ' '
            && british(shape))
        || (separator == '/' && to - from == 1 && count >= 9 && count <= 12)
        || (bracketed && count >= 9 && count <= 12);
  }

  private static boolean british(long shape) {
    return shape == 0x56 || shape == 0x533 || shape == 0x344 || shape == 0x434;
  }

  /** A word says so, and none nearer says that it is another number. */
  private static boolean dialled(Plain text, DigitRun run, int from, int to) {
    int start = run.start(from);
    return (from == 0 || !Context.before(text, start, 12, OTHER_NUMBERS))
        && run.whole(from, to)
        && Context.before(text, start, REACH, WORDS)
        && !Context.before(text, start, 16, OTHER_NUMBERS)
        && !dateOrAmount(run, from, to);
  }

  private static boolean dateOrAmount(DigitRun run, int from, int to) {
    long shape = run.shape(from, to);
    int separator = run.separator(from, to);
    return shape == 0x422
        || shape == 0x224
        || separator == '_'
        || (separator == '.' && to - from == 1);
  }

  private static boolean northAmerican(DigitRun run, int group, int from) {
    return run.digit(group, from) > 1 && run.digit(group, from + 3) > 1;
  }

  /**
   * Whether the window is a country code and a number.
   *
   * @param from where in its digits the code begins
   */
  private static boolean international(DigitRun run, int group, int to, int from) {
    int count = run.count(group, to) - from;
    if (count < 8 || count > LONGEST || run.digit(group, from) == 0) {
      return false;
    }
    int first = run.digit(group, from);
    if (first == 1) {
      return count == 11 && northAmerican(run, group, from + 1);
    }
    if (first == 7) {
      return count == 11;
    }
    int code = first * 10 + run.digit(group, from + 1);
    boolean coordinate = to - group == 1 && run.parted(group) == '.';
    return !coordinate && count >= least(code) && count <= most(code);
  }

  /** Digits of the shortest number in use, code included. */
  private static int least(int code) {
    return switch (code) {
      case 33, 34, 31, 61, 41, 48, 44 -> 11;
      case 55, 91, 86 -> 12;
      case 81, 82, 49, 43, 39, 46, 32, 27, 90, 62, 63, 54, 52 -> 10;
      default -> TWO_DIGITS.get(code) ? 9 : 10;
    };
  }

  private static int most(int code) {
    return switch (code) {
      case 33, 34, 31, 61, 41, 48, 27 -> 11;
      case 44, 91, 81, 32, 90 -> 12;
      case 55, 86, 82 -> 13;
      default -> LONGEST;
    };
  }
}
