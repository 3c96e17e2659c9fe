package dev.interlock.eval.pii;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What looks like personal data and is none, and names, which other detectors look for. */
final class DecoyValues {
  static final List<String> SLOTS =
      List.of(
          "name",
          "order",
          "tracking",
          "date",
          "time",
          "datetime",
          "epoch",
          "version",
          "sha",
          "uuid",
          "isbn",
          "ean",
          "imei",
          "doi",
          "coord",
          "money",
          "package",
          "numbers",
          "mac",
          "math",
          "handle",
          "hex",
          "base64",
          "part",
          "int");

  private static final List<String> NAMES =
      List.of("Ana Silva", "J. Doe", "Müller", "Wei Chen", "O'Brien", "Priya N.", "Łukasz");

  private final Random random;

  DecoyValues(Random random) {
    this.random = random;
  }

  String of(String slot) {
    return switch (slot) {
      case "name" -> pick(NAMES);
      case "order" ->
          pick(
              List.of(
                  "#" + digits(8),
                  "ORD-2026-" + digits(5),
                  digits(10),
                  "INV" + digits(9),
                  digits(12),
                  "SO-" + digits(6) + "-" + digits(3)));
      case "tracking" ->
          pick(
              List.of(
                  "1Z" + upper(3) + digits(13),
                  "RR" + digits(9) + "DE",
                  digits(20),
                  "JD0" + digits(17)));
      case "date" ->
          pick(
              List.of(
                  "2026-%02d-%02d".formatted(between(1, 12), between(1, 28)),
                  "%02d.%02d.2026".formatted(between(1, 28), between(1, 12)),
                  "%d/%d/26".formatted(between(1, 12), between(1, 28)),
                  "2026%02d%02d".formatted(between(1, 12), between(1, 28))));
      case "time" -> "%02d:%02d".formatted(between(0, 23), between(0, 59));
      case "datetime" ->
          "2026-%02d-%02dT%02d:%02d:%02d.%sZ"
              .formatted(
                  between(1, 12),
                  between(1, 28),
                  between(0, 23),
                  between(0, 59),
                  between(0, 59),
                  digits(3));
      case "epoch" -> pick(List.of("17" + digits(8), "17" + digits(11)));
      case "version" ->
          pick(
              List.of(
                  between(0, 20) + "." + between(0, 40) + "." + between(0, 99),
                  "v"
                      + between(0, 9)
                      + "."
                      + between(0, 9)
                      + "."
                      + between(0, 9)
                      + "."
                      + between(0, 9),
                  "10.0." + between(10_000, 30_000) + "." + between(1, 5_000),
                  between(1, 30) + "." + between(0, 9) + "-rc." + between(1, 5)));
      case "sha" -> hex(random.nextBoolean() ? 40 : 7);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "isbn" -> isbn();
      case "ean" -> withEanDigit(digits(12));
      case "imei" -> PiiValues.withLuhn("35" + digits(12));
      case "doi" -> "10." + between(1000, 9999) + "/" + lower(4) + "." + digits(6);
      case "coord" ->
          "%.6f, %.6f".formatted(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);
      case "money" ->
          pick(
              List.of(
                  "EUR " + between(1, 999) + "." + digits(2),
                  "$" + between(1, 999) + "," + digits(3) + ".00",
                  between(1, 99) + " " + digits(3) + " kr",
                  between(1, 99) + "." + digits(3) + "," + digits(2) + " €"));
      case "package" ->
          pick(List.of("react", "lodash", "left-pad"))
              + "@"
              + between(1, 20)
              + ".2."
              + between(0, 30);
      case "numbers" ->
          IntStream.range(0, between(5, 14))
              .mapToObj(_ -> String.valueOf(between(1, 9_999)))
              .collect(Collectors.joining(random.nextBoolean() ? ", " : " "));
      case "mac" -> IntStream.range(0, 6).mapToObj(_ -> hex(2)).collect(Collectors.joining(":"));
      case "math" ->
          pick(List.of("3.14159265358979", "sqrt(2)", "2^61-1", "1.6180339887", "0.5772156649"));
      case "handle" -> "@" + lower(7);
      case "hex" -> hex(random.nextBoolean() ? 64 : 32);
      case "base64" ->
          PiiValues.from(
                  random, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 86)
              + "==";
      case "part" ->
          pick(
              List.of(
                  upper(2) + "-" + digits(4) + "-" + upper(1),
                  upper(3) + digits(5),
                  digits(4) + "-" + digits(3)));
      case "int" -> String.valueOf(between(0, 65_535));
      default ->
          throw new IllegalArgumentException("slot: " + slot + " (expected: one of " + SLOTS + ")");
    };
  }

  private String isbn() {
    String body = "978" + digits(9);
    String all = withEanDigit(body);
    return "ISBN "
        + (random.nextBoolean()
            ? all
            : all.substring(0, 3)
                + "-"
                + all.charAt(3)
                + "-"
                + all.substring(4, 8)
                + "-"
                + all.substring(8, 12)
                + "-"
                + all.charAt(12));
  }

  private static String withEanDigit(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits + (10 - sum % 10) % 10;
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String digits(int count) {
    return PiiValues.from(random, "0123456789", count);
  }

  private String hex(int count) {
    return PiiValues.from(random, "0123456789abcdef", count);
  }

  private String lower(int count) {
    return PiiValues.from(random, "abcdefghijklmnopqrstuvwxyz", count);
  }

  private String upper(int count) {
    return lower(count).toUpperCase(Locale.ROOT);
  }
}
