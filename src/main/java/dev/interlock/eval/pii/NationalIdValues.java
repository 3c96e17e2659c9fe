package dev.interlock.eval.pii;

import dev.interlock.eval.pii.PiiValues.Value;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Numbers that states give to people, with check digits made by rules written for this purpose and
 * not by the detector's. Those of digits alone come with a word that says what they are.
 */
final class NationalIdValues {
  private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";

  private final Random random;
  private final List<Supplier<Value>> schemes;

  NationalIdValues(Random random) {
    this.random = random;
    this.schemes =
        List.of(
            this::dashedSocialSecurity,
            this::dashedSocialSecurity,
            () -> Value.after(pick("SSN ", "ssn: ", "social security number "), socialSecurity()),
            this::nino,
            this::steuerId,
            this::nir,
            this::dni,
            this::nie,
            () -> Value.after("BSN ", bsn()),
            () -> Value.after("PESEL ", pesel()),
            this::personnummer,
            this::aadhaar,
            this::cpf,
            () -> Value.after("SIN ", PiiValues.withLuhn("4" + digits(7))),
            this::nhs);
  }

  Value next() {
    return schemes.get(random.nextInt(schemes.size())).get();
  }

  private Value dashedSocialSecurity() {
    return Value.of(PiiValues.grouped(socialSecurity(), "-", 3, 2, 4));
  }

  private String socialSecurity() {
    return "%03d%02d%04d".formatted(between(1, 665), between(1, 99), between(1, 9999));
  }

  private Value nino() {
    String number = pick("AB", "CE", "JN", "WK", "SR") + digits(6) + pick("A", "B", "C", "D");
    return Value.of(random.nextBoolean() ? number : PiiValues.grouped(number, " ", 2, 2, 2, 2, 1));
  }

  private Value steuerId() {
    // A permutation without one digit, another one twice: the rule of numbers before 2016.
    var digits = new StringBuilder("0123456789");
    for (int i = 9; i > 0; i--) {
      int j = random.nextInt(i + 1);
      char c = digits.charAt(i);
      digits.setCharAt(i, digits.charAt(j));
      digits.setCharAt(j, c);
    }
    digits.setCharAt(9, digits.charAt(3));
    if (digits.charAt(0) == '0') {
      digits.setCharAt(0, digits.charAt(5));
      digits.setCharAt(5, '0');
    }
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int check = 11 - product;
    String number = digits.toString() + (check == 10 ? 0 : check);
    String written = random.nextBoolean() ? number : PiiValues.grouped(number, " ", 2, 3, 3, 3);
    return random.nextBoolean() ? Value.of(written) : Value.after("Steuer-ID ", written);
  }

  private Value nir() {
    String body =
        "%d%02d%02d%02d%s%s"
            .formatted(
                between(1, 2),
                between(0, 99),
                between(1, 12),
                between(1, 95),
                digits(3),
                digits(3));
    String number = body + "%02d".formatted(97 - Long.parseLong(body) % 97);
    return Value.of(
        random.nextBoolean() ? number : PiiValues.grouped(number, " ", 1, 2, 2, 2, 3, 3, 2));
  }

  private Value dni() {
    String digits = digits(8);
    return Value.of(
        digits + (random.nextBoolean() ? "" : "-") + DNI.charAt(Integer.parseInt(digits) % 23));
  }

  private Value nie() {
    int first = between(0, 2);
    String digits = digits(7);
    return Value.of(
        "XYZ".charAt(first) + digits + DNI.charAt(Integer.parseInt(first + digits) % 23));
  }

  private String bsn() {
    return search(
        9,
        d -> {
          int sum = -d.charAt(8) + '0';
          for (int i = 0; i < 8; i++) {
            sum += (9 - i) * (d.charAt(i) - '0');
          }
          return sum % 11 == 0;
        });
  }

  private String pesel() {
    String body =
        "%02d%02d%02d%s".formatted(between(40, 99), between(1, 12), between(1, 28), digits(4));
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += (body.charAt(i) - '0') * new int[] {1, 3, 7, 9}[i % 4];
    }
    return body + (10 - sum % 10) % 10;
  }

  private Value personnummer() {
    String number =
        PiiValues.withLuhn(
            "%02d%02d%02d%s".formatted(between(40, 99), between(1, 12), between(1, 28), digits(3)));
    return Value.of(number.substring(0, 6) + "-" + number.substring(6));
  }

  private Value aadhaar() {
    String number = search(12, d -> d.charAt(0) > '1' && verhoeff(d) == 0);
    return Value.of(PiiValues.grouped(number, " ", 4, 4, 4));
  }

  private Value cpf() {
    String nine = digits(9);
    String ten = nine + brazilian(nine);
    String number = ten + brazilian(ten);
    return Value.of(
        number.substring(0, 3)
            + "."
            + number.substring(3, 6)
            + "."
            + number.substring(6, 9)
            + "-"
            + number.substring(9));
  }

  private Value nhs() {
    String number =
        search(
            10,
            d -> {
              int sum = 0;
              for (int i = 0; i < 10; i++) {
                sum += (10 - i) * (d.charAt(i) - '0');
              }
              return (sum + (d.charAt(9) - '0') * 0) % 11 == 0;
            });
    return Value.after("NHS number ", PiiValues.grouped(number, " ", 3, 3, 4));
  }

  private static int brazilian(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.length() + 1 - i) * (digits.charAt(i) - '0');
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  /** By the group's own operation: a rotation and a reflection of the pentagon. */
  private static int verhoeff(String digits) {
    int check = 0;
    for (int i = 0; i < digits.length(); i++) {
      int value = digits.charAt(digits.length() - 1 - i) - '0';
      for (int times = i % 8; times > 0; times--) {
        value = "1576283094".charAt(value) - '0';
      }
      check = compose(check, value);
    }
    return check;
  }

  private static int compose(int a, int b) {
    int rotation = a < 5 ? (a + b) % 5 : Math.floorMod(a - b, 5);
    return (a < 5) == (b < 5) ? rotation : rotation + 5;
  }

  private String search(int count, Predicate<String> valid) {
    String digits = digits(count);
    while (!valid.test(digits)) {
      digits = digits(count);
    }
    return digits;
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String digits(int count) {
    return PiiValues.from(random, "0123456789", count);
  }
}
