package dev.interlock.signal.pii;

import java.util.Locale;

/** International bank account numbers, ISO 13616, with the lengths of the SWIFT registry. */
final class Ibans {
  private static final int ALPHABET = 26;
  private static final int MOST_SEPARATORS = 2;

  /** Countries and lengths. */
  private static final String REGISTRY =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18"
          + " DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28"
          + " IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24"
          + " ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22"
          + " RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24"
          + " XK20 YE30";

  private static final int[] LENGTHS = lengths();

  private Ibans() {}

  /** The end of the number that begins at {@code start}, or -1. */
  static int find(Plain text, int start) {
    int country = (text.lower(start) - 'a') * ALPHABET + text.lower(start + 1) - 'a';
    int length = LENGTHS[country];
    if (length == 0) {
      return -1;
    }
    int rest = 0;
    int head = 0;
    int letters = 0;
    int gaps = 0;
    int irregular = 0;
    int at = start;
    for (int taken = 0; taken < length; taken++) {
      int gap = at;
      while (at - gap < MOST_SEPARATORS && separates(text.at(at)) && taken > 0) {
        at++;
      }
      if (!text.alnum(at)) {
        return -1;
      }
      if (at > gap) {
        gaps++;
        irregular += taken % 4 == 0 ? 0 : 1;
      }
      int value = text.digit(at) ? text.at(at) - '0' : text.lower(at) - 'a' + 10;
      if (taken < 4) {
        head = value < 10 ? head * 10 + value : head * 100 + value;
      } else {
        letters += value < 10 ? 0 : 1;
        rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
      }
      at++;
    }
    if (text.alnum(at) || (irregular > 0 && letters > 0) || (gaps > 0 && letters > length / 2)) {
      return -1;
    }
    return (rest * 1_000_000 % 97 + head) % 97 == 1 ? at : -1;
  }

  private static boolean separates(int c) {
    return c == ' ' || c == '-' || c == '.';
  }

  private static int[] lengths() {
    var lengths = new int[ALPHABET * ALPHABET];
    for (String entry : REGISTRY.toLowerCase(Locale.ROOT).split(" ", -1)) {
      lengths[(entry.charAt(0) - 'a') * ALPHABET + entry.charAt(1) - 'a'] =
          Integer.parseInt(entry.substring(2));
    }
    return lengths;
  }
}
