package dev.interlock.eval.pii;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** Made-up personal data and secrets of every kind, valid by their rules, as people write them. */
final class PiiValues {
  static final List<String> KINDS =
      List.of("card", "iban", "national_id", "email", "phone", "ip", "credential", "private_key");

  private static final String DIGITS = "0123456789";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String LOWER = UPPER.toLowerCase(Locale.ROOT);
  private static final String ALNUM = UPPER + LOWER + DIGITS;

  /** Country, and the rest: n for a digit, a for a letter. */
  private static final List<String> IBANS =
      List.of(
          "DE18n", "GB4a14n", "FR23n", "NL4a10n", "ES20n", "IT1a22n", "CH17n", "BE12n", "PL24n",
          "SE20n", "AT16n", "PT21n", "IE4a14n", "NO11n", "DK14n", "FI14n");

  private final Random random;
  private final NationalIdValues ids;

  PiiValues(Random random) {
    this.random = random;
    this.ids = new NationalIdValues(random);
  }

  /**
   * A value, perhaps with a word before it.
   *
   * @param text what to write
   * @param start where in it the value begins
   * @param length of the value
   */
  record Value(String text, int start, int length) {
    static Value of(String value) {
      return new Value(value, 0, value.length());
    }

    static Value after(String words, String value) {
      return new Value(words + value, words.length(), value.length());
    }
  }

  Value of(String kind) {
    return switch (kind) {
      case "card" -> Value.of(card());
      case "iban" -> Value.of(iban());
      case "national_id" -> ids.next();
      case "email" -> Value.of(email());
      case "phone" -> phone();
      case "ip" -> Value.of(ip());
      case "credential" -> credential();
      case "private_key" -> privateKey();
      default ->
          throw new IllegalArgumentException("kind: " + kind + " (expected: one of " + KINDS + ")");
    };
  }

  private String card() {
    String number =
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> withLuhn("4" + digits(14));
          case 3, 4 -> withLuhn("5" + between(1, 5) + digits(13));
          case 5 -> withLuhn(between(2221, 2720) + digits(11));
          case 6 -> withLuhn((random.nextBoolean() ? "34" : "37") + digits(12));
          default -> withLuhn(pick("6011", "3530", "6221", "6500") + digits(11));
        };
    boolean amex = number.length() == 15;
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> number;
      case 4, 5, 6 -> amex ? grouped(number, " ", 4, 6, 5) : grouped(number, " ", 4, 4, 4, 4);
      case 7, 8 -> amex ? grouped(number, "-", 4, 6, 5) : grouped(number, "-", 4, 4, 4, 4);
      case 9 -> amex ? number : grouped(number, pick(".", "\u00a0", "\u2011", " - "), 4, 4, 4, 4);
      case 10 ->
          number
              .chars()
              .mapToObj(c -> String.valueOf((char) (c - '0' + '\uFF10')))
              .collect(Collectors.joining());
      default ->
          number
              .chars()
              .mapToObj(c -> String.valueOf((char) c))
              .collect(Collectors.joining(pick(" ", "\u200b")));
    };
  }

  private String iban() {
    String shape = IBANS.get(random.nextInt(IBANS.size()));
    var account = new StringBuilder();
    for (int i = 2; i < shape.length(); ) {
      int end = i;
      while (Character.isDigit(shape.charAt(end))) {
        end++;
      }
      int count = Integer.parseInt(shape, i, end, 10);
      account.append(from(random, shape.charAt(end) == 'n' ? DIGITS : UPPER, count));
      i = end + 1;
    }
    String country = shape.substring(0, 2);
    String rearranged = account + country + "00";
    String numeric =
        rearranged
            .chars()
            .mapToObj(c -> String.valueOf(Character.digit(c, 36)))
            .collect(Collectors.joining());
    int check = 98 - new BigInteger(numeric).mod(BigInteger.valueOf(97)).intValue();
    String iban = country + "%02d".formatted(check) + account;
    return switch (random.nextInt(5)) {
      case 0, 1 -> iban;
      case 2, 3 -> inFours(iban, " ");
      default -> random.nextBoolean() ? inFours(iban, "-") : iban.toLowerCase(Locale.ROOT);
    };
  }

  private String email() {
    String user =
        switch (random.nextInt(4)) {
          case 0 -> letters(6);
          case 1 -> letters(5) + "." + letters(7);
          case 2 -> letters(1) + "_" + letters(6) + digits(2);
          default -> letters(5) + "+" + letters(4);
        };
    String domain = letters(7) + pick(".com", ".org", ".co.uk", ".de", ".io", ".museum");
    String host = random.nextInt(4) == 0 ? "mail." + domain : domain;
    return random.nextInt(6) == 0
        ? (user + "@" + host).toUpperCase(Locale.ROOT)
        : user + "@" + host;
  }

  private Value phone() {
    String area = between(2, 9) + digits(2);
    String exchange = between(2, 9) + digits(2);
    String line = digits(4);
    return switch (random.nextInt(14)) {
      case 0, 1 -> Value.of("+1 (" + area + ") " + exchange + "-" + line);
      case 2 -> Value.of("+1" + area + exchange + line);
      case 3 -> Value.of("(" + area + ") " + exchange + "-" + line);
      case 4 -> Value.of(area + "-" + exchange + "-" + line);
      case 5 -> Value.of("+44 20 " + digits(4) + " " + digits(4));
      case 6 -> Value.of("+49 " + between(151, 179) + " " + digits(8));
      case 7 ->
          Value.of("+33 6 " + digits(2) + " " + digits(2) + " " + digits(2) + " " + digits(2));
      case 8 -> Value.of("+91 " + between(70000, 99999) + " " + digits(5));
      case 9 ->
          Value.of(
              "0"
                  + between(1, 9)
                  + " "
                  + digits(2)
                  + " "
                  + digits(2)
                  + " "
                  + digits(2)
                  + " "
                  + digits(2));
      case 10 -> Value.of("07" + digits(3) + " " + digits(6));
      case 11 -> Value.after(pick("tel ", "phone: ", "mobile ", "cell "), area + exchange + line);
      case 12 ->
          Value.after(pick("Tel. ", "Telefon ", "phone "), "0" + between(30, 89) + "/" + digits(7));
      default -> Value.of("+" + pick("61 4", "31 6 ", "34 6", "81 90 ", "55 11 9") + digits(8));
    };
  }

  private String ip() {
    if (random.nextInt(4) > 0) {
      int first = between(1, 223);
      return (first == 127 ? 128 : first)
          + "."
          + between(0, 255)
          + "."
          + between(0, 255)
          + "."
          + between(1, 254);
    }
    return switch (random.nextInt(3)) {
      case 0 -> "2001:db8:" + hex(4) + ":" + hex(3) + "::" + hex(2);
      case 1 ->
          "2a02:" + hex(4) + ":" + hex(4) + ":" + hex(4) + ":" + hex(4) + ":" + hex(4) + ":"
              + hex(4) + ":" + hex(4);
      default -> "fe80::" + hex(4) + ":" + hex(3) + ":fe" + hex(2) + ":" + hex(4);
    };
  }

  private Value credential() {
    return switch (random.nextInt(16)) {
      case 0 -> Value.of(pick("AKIA", "ASIA") + from(random, UPPER + "234567", 16));
      case 1 -> Value.of(pick("ghp_", "gho_", "ghs_") + "1a" + from(random, ALNUM, 34));
      case 2 ->
          Value.of(
              pick("xoxb-", "xoxp-")
                  + digits(11)
                  + "-"
                  + digits(12)
                  + "-"
                  + from(random, ALNUM, 24));
      case 3 -> Value.of(pick("sk_live_", "rk_live_", "sk_test_") + "4e" + from(random, ALNUM, 22));
      case 4 -> Value.of(pick("sk-proj-", "sk-", "sk-ant-api03-") + "T3" + from(random, ALNUM, 40));
      case 5 -> Value.of("AIza" + "S7" + from(random, ALNUM + "_-", 33));
      case 6 ->
          Value.of(
              "eyJhbGciOiJIUzI1NiJ9.eyJ"
                  + from(random, ALNUM, 40)
                  + "."
                  + from(random, ALNUM + "_-", 43));
      case 7 -> Value.after("Authorization: ", "Bearer x1" + from(random, ALNUM, 30));
      case 8 -> assigned("password=", from(random, ALNUM, 6) + "7!k");
      case 9 -> assigned("\"password\": \"", letters(6) + digits(2));
      case 10 -> assigned("api_key = \"", "k0" + hex(32));
      case 11 -> assigned("CLIENT_SECRET=", "q8~" + from(random, ALNUM, 34));
      case 12 -> assigned("DB_PASSWORD: ", letters(4) + "#" + digits(4));
      case 13 -> assigned(pick("password is ", "Passwort: "), letters(5) + digits(3) + "!");
      case 14 -> Value.of("postgres://app:" + from(random, ALNUM, 12) + "@db.example.net/main");
      default -> Value.of(pick("glpat-", "hf_", "npm_") + "b2" + from(random, ALNUM, 36));
    };
  }

  private static Value assigned(String name, String value) {
    String quote = name.endsWith("\"") ? "\"" : "";
    return new Value(name + value + quote, 0, name.length() + value.length());
  }

  private Value privateKey() {
    String kind =
        pick(
            "RSA PRIVATE KEY",
            "PRIVATE KEY",
            "EC PRIVATE KEY",
            "OPENSSH PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY");
    String line = "\n" + from(random, ALNUM + "+/", 64);
    return Value.of("-----BEGIN " + kind + "-----" + line + line + "\n-----END " + kind + "-----");
  }

  /** {@code digits} with the digit that makes Luhn's sum right. */
  static String withLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = 2 * digit;
      sum += i % 2 == 1 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return digits + (10 - sum % 10) % 10;
  }

  static String from(Random random, String alphabet, int count) {
    var text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  static String grouped(String digits, String separator, int... lengths) {
    var text = new StringBuilder();
    int from = 0;
    for (int length : lengths) {
      text.append(from == 0 ? "" : separator).append(digits, from, from + length);
      from += length;
    }
    return text.toString();
  }

  private static String inFours(String text, String separator) {
    return text.replaceAll("(.{4})(?=.)", "$1" + separator);
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String digits(int count) {
    return from(random, DIGITS, count);
  }

  private String hex(int count) {
    return from(random, "0123456789abcdef", count - 1) + pick("1", "a", "f", "7");
  }

  private String letters(int count) {
    return from(random, LOWER, count);
  }
}
