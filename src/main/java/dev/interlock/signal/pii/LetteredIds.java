package dev.interlock.signal.pii;

import java.util.List;

/**
 * Numbers with letters in them that states give to people. Letters and places make them
 * recognisable by themselves where they are written in capitals.
 */
final class LetteredIds {
  private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";
  private static final String HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String NOT_FIRST = "DFIQUV";
  private static final String NOT_SECOND = "DFIOQUV";
  private static final int REACH = 64;

  /** Italian: what each character counts at odd places, letters as the digits 0 to 25. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private LetteredIds() {}

  /** The end of the number that begins with the word {@code start} to {@code end}, or -1. */
  static int find(Plain text, int start, int end) {
    return switch (end - start) {
      case 1 -> foreignerInParts(text, start);
      case 2 -> insuranceInParts(text, start);
      case 9 -> dni(text, start) || nino(text, start) || nric(text, start) ? end : -1;
      case 10 -> pan(text, start) ? end : -1;
      case 15 -> corsican(text, start) ? end : -1;
      case 16 -> codiceFiscale(text, start) ? end : -1;
      case 18 -> residentIdentity(text, start) || curp(text, start) ? end : -1;
      default -> -1;
    };
  }

  /** The end of the number that begins with the digits {@code start} to {@code end}, or -1. */
  static int afterDigits(Plain text, int start, int end) {
    int sign = text.at(end);
    boolean parted = sign == '-' || sign == '+' || sign == ' ';
    int tail = parted ? end + 1 : end;
    int stop = text.wordEnd(tail);
    if (end - start == 8 && stop - tail == 1 && text.letter(tail)) {
      int letter = upper(text, tail);
      return parted && letter == DNI.charAt(number(text, start, 8) % 23) && text.upper(tail)
          ? stop
          : -1;
    }
    if (end - start == 6 && parted && stop - tail == 4 && text.digitsEnd(tail) == tail + 3) {
      return hetu(text, start, tail) ? stop : -1;
    }
    return -1;
  }

  /** Finland: date, a sign for the century, three digits and a check character. */
  private static boolean hetu(Plain text, int start, int tail) {
    long all = (long) number(text, start, 6) * 1000 + number(text, tail, 3);
    return CheckDigits.date(number(text, start + 2, 2), number(text, start, 2))
        && HETU.charAt((int) (all % 31)) == upper(text, tail + 3);
  }

  /** Spain: eight digits and a letter; for foreigners X, Y or Z and seven digits. */
  private static boolean dni(Plain text, int start) {
    if (!text.letter(start + 8) || !digits(text, start + 1, 7)) {
      return false;
    }
    int first = upper(text, start);
    int lead = text.digit(start) ? first - '0' : first - 'X';
    boolean kind = text.digit(start) || (first >= 'X' && first <= 'Z');
    return kind
        && DNI.charAt((lead * 10_000_000 + number(text, start + 1, 7)) % 23)
            == upper(text, start + 8)
        && (text.upper(start + 8) || said(text, start, start + 9, "dni", "nie", "nif"));
  }

  private static int foreignerInParts(Plain text, int start) {
    int first = upper(text, start);
    boolean shaped =
        first >= 'X'
            && first <= 'Z'
            && text.at(start + 1) == '-'
            && digits(text, start + 2, 7)
            && text.at(start + 9) == '-'
            && text.letter(start + 10)
            && !text.alnum(start + 11);
    return shaped
            && DNI.charAt(((first - 'X') * 10_000_000 + number(text, start + 2, 7)) % 23)
                == upper(text, start + 10)
        ? start + 11
        : -1;
  }

  /** United Kingdom: two letters, six digits, A to D. */
  private static boolean nino(Plain text, int start) {
    return prefix(text, start)
        && digits(text, start + 2, 6)
        && suffix(text, start + 8)
        && (text.upper(start) || said(text, start, start + 9, "nino", "national insurance"));
  }

  private static int insuranceInParts(Plain text, int start) {
    if (!prefix(text, start) || !text.upper(start)) {
      return -1;
    }
    int at = start + 2;
    for (int pair = 0; pair < 3; pair++) {
      int separator = text.at(at);
      if ((separator != ' ' && separator != '-' && separator != '.') || !digits(text, at + 1, 2)) {
        return -1;
      }
      at += 3;
    }
    int last = text.at(at) == ' ' || text.at(at) == '-' || text.at(at) == '.' ? at + 1 : at;
    return suffix(text, last) && text.upper(last) && !text.alnum(last + 1) ? last + 1 : -1;
  }

  private static boolean prefix(Plain text, int start) {
    if (!text.letter(start) || !text.letter(start + 1)) {
      return false;
    }
    int first = upper(text, start);
    int second = upper(text, start + 1);
    return NOT_FIRST.indexOf(first) < 0
        && NOT_SECOND.indexOf(second) < 0
        && !(first == 'B' && second == 'G')
        && !(first == 'G' && second == 'B')
        && !(first == 'K' && second == 'N')
        && !(first == 'N' && (second == 'K' || second == 'T'))
        && !(first == 'T' && second == 'N')
        && !(first == 'Z' && second == 'Z');
  }

  private static boolean suffix(Plain text, int at) {
    int letter = upper(text, at);
    return letter >= 'A' && letter <= 'D';
  }

  /** Singapore: S, T, F, G or M, seven digits and a check letter. */
  private static boolean nric(Plain text, int start) {
    int first = upper(text, start);
    int series = "STFGM".indexOf(first);
    if (series < 0 || !digits(text, start + 1, 7) || !text.upper(start + 8)) {
      return false;
    }
    int sum = series == 1 || series == 3 ? 4 : series == 4 ? 3 : 0;
    int[] weights = {2, 7, 6, 5, 4, 3, 2};
    for (int i = 0; i < weights.length; i++) {
      sum += (text.at(start + 1 + i) - '0') * weights[i];
    }
    String letters = series < 2 ? "JZIHGFEDCBA" : series < 4 ? "XWUTRQPNMLK" : "KLJNPQRTUWX";
    int index = series == 4 ? 10 - sum % 11 : sum % 11;
    return letters.charAt(index) == upper(text, start + 8);
  }

  /** India, of a person: five letters, the fourth a P, four digits and a letter. */
  private static boolean pan(Plain text, int start) {
    return letters(text, start, 5)
        && digits(text, start + 5, 4)
        && text.letter(start + 9)
        && ((upper(text, start + 3) == 'P' && text.upper(start))
            || said(text, start, start + 10, "pan"));
  }

  /** France, born in Corsica: 2A counts as 19 and 2B as 18. */
  private static boolean corsican(Plain text, int start) {
    int island = upper(text, start + 6);
    if (!digits(text, start, 6)
        || (island != 'A' && island != 'B')
        || !digits(text, start + 7, 8)) {
      return false;
    }
    long number =
        (number(text, start, 5) * 100L + (island == 'A' ? 19 : 18)) * 1_000_000L
            + number(text, start + 7, 6);
    return text.at(start + 5) == '2' && 97 - number % 97 == number(text, start + 13, 2);
  }

  /** Italy: six letters, two digits, a letter, two digits, a letter, three digits, a letter. */
  private static boolean codiceFiscale(Plain text, int start) {
    if (!letters(text, start, 6) || !text.letter(start + 8) || !text.letter(start + 11)) {
      return false;
    }
    int sum = 0;
    int digits = 0;
    for (int i = 0; i < 15; i++) {
      digits += text.digit(start + i) ? 1 : 0;
      int value = text.digit(start + i) ? text.at(start + i) - '0' : upper(text, start + i) - 'A';
      sum += i % 2 == 0 ? ODD[value] : value;
    }
    // Some of the seven digits may be letters, to tell twins of a name and a day apart.
    return digits >= 3 && text.letter(start + 15) && upper(text, start + 15) - 'A' == sum % 26;
  }

  /** China, where the check character is an X. */
  private static boolean residentIdentity(Plain text, int start) {
    if (!digits(text, start, 17) || upper(text, start + 17) != 'X') {
      return false;
    }
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (text.at(start + i) - '0') * weights[i];
    }
    return sum % 11 == 2
        && CheckDigits.date(number(text, start + 10, 2), number(text, start + 12, 2));
  }

  /** Mexico: four letters, a date, H, M or X for the sex, five letters, two characters. */
  private static boolean curp(Plain text, int start) {
    int sex = upper(text, start + 10);
    return letters(text, start, 4)
        && digits(text, start + 4, 6)
        && (sex == 'H' || sex == 'M' || sex == 'X')
        && letters(text, start + 11, 5)
        && text.digit(start + 17)
        && CheckDigits.date(number(text, start + 6, 2), number(text, start + 8, 2));
  }

  private static boolean said(Plain text, int start, int end, String... words) {
    return Context.around(text, start, end, REACH, List.of(words));
  }

  private static boolean digits(Plain text, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!text.digit(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean letters(Plain text, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!text.letter(i)) {
        return false;
      }
    }
    return true;
  }

  private static int number(Plain text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = number * 10 + text.at(i) - '0';
    }
    return number;
  }

  private static int upper(Plain text, int i) {
    int c = text.lower(i);
    return c >= 'a' && c <= 'z' ? c - 0x20 : c;
  }
}
