package dev.interlock.signal.pii;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers of digits alone that states give to people. Where shape and check digits leave little to
 * chance they count by themselves; otherwise a word around them must say what they are.
 */
final class NumericIds {
  /** How far before a number a word may stand. */
  static final int REACH = 96;

  private static final int ANY = -1;

  private static final List<Scheme> SCHEMES =
      List.of(
          scheme(9, NumericIds::socialSecurity, 0x324, '-')
              .or("ssn", "ssns", "social security", "socialsecurity", "social_security"),
          scheme(9, NumericIds::taxpayer).or("itin", "taxpayer", "tax id", "tax_id"),
          scheme(10, NumericIds::healthService).or("nhs"),
          scheme(11, NumericIds::steuerId, 0xB, 0).also(0x2333, ' ').or("steuer", "idnr", "tin"),
          scheme(15, NumericIds::nir, 0xF, 0)
              .also(0x1222332, ANY)
              .also(0x122233, ANY)
              .or("nir", "insee", "securite sociale", "secu"),
          scheme(9, NumericIds::burgerservice).or("bsn", "burgerservice", "sofinummer"),
          scheme(11, NumericIds::pesel).or("pesel"),
          scheme(10, NumericIds::personnummer, 0x64, '-')
              .or("personnummer", "personnr", "pnr", "samordningsnummer"),
          scheme(12, NumericIds::longPersonnummer)
              .or("personnummer", "personnr", "pnr", "samordningsnummer"),
          scheme(10, NumericIds::cpr).or("cpr", "personnummer"),
          scheme(11, NumericIds::fodselsnummer, 0xB, 0).also(0x65, ' ').or("dselsnummer", "fnr"),
          scheme(11, NumericIds::rijksregister, 0x22232, ANY)
              .or("rijksregister", "national number", "registre national", "niss", "insz"),
          scheme(13, NumericIds::ahv, 0xD, 0).also(0x3442, '.').or("ahv", "avs"),
          scheme(12, NumericIds::aadhaar, 0x444, ' ')
              .also(0x444, '-')
              .or("aadhaar", "aadhar", "uidai", "uid"),
          scheme(11, NumericIds::cpf, 0x3332, ANY).or("cpf"),
          scheme(18, NumericIds::residentIdentity, ANY, ANY).or("id card"),
          scheme(9, NumericIds::socialInsurance).or("sin", "social insurance", "assurance sociale"),
          scheme(9, NumericIds::taxFile).or("tfn", "tax file"),
          scheme(13, NumericIds::southAfrican)
              .or("south african id", "sa id", "rsa id", "identity number", "id number"),
          scheme(11, NumericIds::kimlik).or("kimlik", "tckn"),
          scheme(12, NumericIds::myNumber).or("my number", "mynumber", "individual number"),
          scheme(13, NumericIds::residentRegistration, 0x67, '-').or("resident registration"),
          scheme(10, NumericIds::rodneCislo, 0x64, '/').or("rodne cislo"),
          scheme(11, NumericIds::oib).or("oib"),
          scheme(9, NumericIds::nif).or("nif", "contribuinte"));

  private static final int MOST_DIGITS = 18;

  private static final List<List<Scheme>> BY_COUNT =
      IntStream.rangeClosed(0, MOST_DIGITS)
          .mapToObj(count -> SCHEMES.stream().filter(s -> s.count == count).toList())
          .toList();

  private NumericIds() {}

  /** Whether digits 0 to 9 are a number of one scheme. */
  private interface Check {
    boolean passes(byte[] digits);
  }

  /**
   * A scheme.
   *
   * @param count its digits
   * @param shapes ways to write it in which it needs no word
   * @param words words that say what it is
   */
  private record Scheme(int count, Check check, List<Shape> shapes, List<String> words) {
    Scheme also(int groups, int separator) {
      var more = new ArrayList<>(shapes);
      more.add(new Shape(groups, separator));
      return new Scheme(count, check, List.copyOf(more), words);
    }

    Scheme or(String... said) {
      return new Scheme(count, check, shapes, List.of(said));
    }

    boolean speaksForItself(DigitRun run, int from, int to) {
      for (Shape shape : shapes) {
        if (shape.fits(run, from, to)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Lengths of groups as {@link DigitRun#shape} has them, and what parts them. */
  private record Shape(long groups, int separator) {
    boolean fits(DigitRun run, int from, int to) {
      return (groups == ANY || groups == run.shape(from, to))
          && (separator == ANY || separator == run.separator(from, to))
          && run.whole(from, to);
    }
  }

  private static Scheme scheme(int count, Check check, int groups, int separator) {
    return scheme(count, check).also(groups, separator);
  }

  private static Scheme scheme(int count, Check check) {
    return new Scheme(count, check, List.of(), List.of());
  }

  /**
   * The last group of the number that begins with {@code group}, or -1.
   *
   * @param words whether there are any words around
   */
  static int find(Plain text, DigitRun run, int group, boolean words) {
    for (int last = group; last < run.groups(); last++) {
      int count = run.count(group, last);
      if (count > MOST_DIGITS) {
        return -1;
      }
      if (count >= 9 && run.standsOff(group, last) && isId(text, run, group, last, count, words)) {
        return last;
      }
    }
    return -1;
  }

  private static boolean isId(
      Plain text, DigitRun run, int from, int to, int count, boolean words) {
    byte[] digits = null;
    for (Scheme scheme : BY_COUNT.get(count)) {
      if (words || !scheme.shapes.isEmpty()) {
        digits = digits == null ? run.digits(from, to) : digits;
        if (scheme.check.passes(digits)
            && (scheme.speaksForItself(run, from, to)
                || (words
                    && Context.around(text, run.start(from), run.end(to), REACH, scheme.words)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static int number(byte[] d, int from, int count) {
    return CheckDigits.remainder(d, from, count, Integer.MAX_VALUE / 16);
  }

  /** Whether the six digits from {@code from} are year, month, day. */
  private static boolean born(byte[] d, int from) {
    return CheckDigits.date(number(d, from + 2, 2), number(d, from + 4, 2));
  }

  private static boolean socialSecurity(byte[] d) {
    int area = number(d, 0, 3);
    return area != 0 && area != 666 && area < 900 && number(d, 3, 2) != 0 && number(d, 5, 4) != 0;
  }

  private static boolean taxpayer(byte[] d) {
    int group = number(d, 3, 2);
    return d[0] == 9 && group >= 50 && group != 89 && group != 93;
  }

  private static boolean healthService(byte[] d) {
    int rest = 11 - CheckDigits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return rest % 11 == d[9] && rest != 10;
  }

  /** One of the first ten digits comes two or three times, all others once at most. */
  private static boolean steuerId(byte[] d) {
    var times = new int[10];
    for (int i = 0; i < 10; i++) {
      times[d[i]]++;
    }
    int repeated = 0;
    for (int n : times) {
      repeated += n > 3 ? 2 : n > 1 ? 1 : 0;
    }
    return d[0] != 0 && repeated == 1 && CheckDigits.mod11And10(d, 11);
  }

  private static boolean nir(byte[] d) {
    int month = number(d, 3, 2);
    return (d[0] == 1 || d[0] == 2)
        && ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)
        && 97 - CheckDigits.remainder(d, 0, 13, 97) == number(d, 13, 2);
  }

  private static boolean burgerservice(byte[] d) {
    int sum = CheckDigits.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2, -1);
    return sum % 11 == 0 && sum != 0;
  }

  private static boolean pesel(byte[] d) {
    int sum = CheckDigits.weighted(d, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1);
    return sum % 10 == 0 && CheckDigits.date(number(d, 2, 2) % 20, number(d, 4, 2));
  }

  /** Numbers for people without a domicile have 60 added to the day. */
  private static boolean personnummer(byte[] d) {
    return CheckDigits.date(number(d, 2, 2), number(d, 4, 2) % 60) && CheckDigits.luhn(d, 0, 10);
  }

  private static boolean longPersonnummer(byte[] d) {
    int century = number(d, 0, 2);
    return century >= 18
        && century <= 20
        && CheckDigits.date(number(d, 4, 2), number(d, 6, 2) % 60)
        && CheckDigits.luhn(d, 2, 10);
  }

  private static boolean cpr(byte[] d) {
    return CheckDigits.date(number(d, 2, 2), number(d, 0, 2) % 60);
  }

  private static boolean fodselsnummer(byte[] d) {
    return CheckDigits.date(number(d, 2, 2) % 40, number(d, 0, 2) % 40)
        && CheckDigits.weighted(d, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
        && CheckDigits.weighted(d, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  private static boolean rijksregister(byte[] d) {
    int check = number(d, 9, 2);
    int rest = CheckDigits.remainder(d, 0, 9, 97);
    // Born in this century: a 2 stands before the digits.
    int later = (int) ((rest + 2_000_000_000L) % 97);
    return CheckDigits.date(Math.max(1, number(d, 2, 2) % 20), Math.max(1, number(d, 4, 2)))
        && (97 - rest == check || 97 - later == check);
  }

  private static boolean ahv(byte[] d) {
    return number(d, 0, 3) == 756
        && CheckDigits.weighted(d, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
  }

  private static boolean aadhaar(byte[] d) {
    return d[0] > 1 && CheckDigits.verhoeff(d, 12);
  }

  private static boolean cpf(byte[] d) {
    int one = CheckDigits.weighted(d, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    int two = CheckDigits.weighted(d, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
    return one == d[9] && two == d[10] && number(d, 0, 5) != d[0] * 11_111;
  }

  private static boolean residentIdentity(byte[] d) {
    return number(d, 6, 2) >= 18
        && number(d, 6, 2) <= 20
        && born(d, 8)
        && CheckDigits.weighted(d, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1) % 11
            == 1;
  }

  private static boolean socialInsurance(byte[] d) {
    return CheckDigits.luhn(d, 0, 9);
  }

  private static boolean taxFile(byte[] d) {
    return CheckDigits.weighted(d, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
  }

  private static boolean southAfrican(byte[] d) {
    return born(d, 0) && d[10] < 3 && CheckDigits.luhn(d, 0, 13);
  }

  private static boolean kimlik(byte[] d) {
    int odd = d[0] + d[2] + d[4] + d[6] + d[8];
    int even = d[1] + d[3] + d[5] + d[7];
    return d[0] != 0
        && Math.floorMod(odd * 7 - even, 10) == d[9]
        && (odd + even + d[9]) % 10 == d[10];
  }

  private static boolean myNumber(byte[] d) {
    int rest = CheckDigits.weighted(d, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return (rest < 2 ? 0 : 11 - rest) == d[11];
  }

  /** Since 2020 the last digits are random: only the date and the century are checked. */
  private static boolean residentRegistration(byte[] d) {
    return born(d, 0) && d[6] >= 1 && d[6] <= 8;
  }

  private static boolean rodneCislo(byte[] d) {
    int month = number(d, 2, 2) % 50;
    return CheckDigits.date(month > 20 ? month - 20 : month, number(d, 4, 2))
        && CheckDigits.remainder(d, 0, 10, 11) == 0;
  }

  private static boolean oib(byte[] d) {
    return CheckDigits.mod11And10(d, 11);
  }

  private static boolean nif(byte[] d) {
    int rest = CheckDigits.weighted(d, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return (rest < 2 ? 0 : 11 - rest) == d[8];
  }
}
