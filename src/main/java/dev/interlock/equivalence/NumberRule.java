package dev.interlock.equivalence;

import java.util.Map;

/** Numbers, their order, ordinals, operators and comparisons. */
final class NumberRule implements Rule {
  private static final int VALUE = 0;
  private static final int RANK = 1;
  private static final int OPERATOR = 2;
  private static final int COMPARISON = 3;
  private static final int FACTOR = 4;
  private static final int COUNTED = 5;

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("≠", "!="),
          Map.entry("×", "*"),
          Map.entry("÷", "/"),
          Map.entry("→", "->"),
          Map.entry("plus", "+"),
          Map.entry("minus", "-"),
          Map.entry("times", "*"),
          Map.entry("multiplied", "*"),
          Map.entry("divided", "/"),
          Map.entry("squared", "^2"),
          Map.entry("cubed", "^3"),
          Map.entry("sum", "+"),
          Map.entry("add", "+"),
          Map.entry("subtract", "-"),
          Map.entry("multiply", "*"),
          Map.entry("divide", "/"),
          Map.entry("modulo", "%"));

  @Override
  public void read(Reading text, Notes notes) {
    Facts facts = notes.facts();
    boolean month = false;
    for (int i = 0; i < text.size(); i++) {
      month |= DateRule.month(text, i) > 0;
    }
    for (int i = 0; i < text.size(); ) {
      Quantity number = Quantity.at(text, i);
      if (!number.exists()) {
        operator(text, i, facts);
        i++;
        continue;
      }
      String value =
          month && number.value().startsWith("#") ? number.value().substring(1) : number.value();
      int kind = value.startsWith("#") ? RANK : value.startsWith("x") ? FACTOR : VALUE;
      if (number.certain()) {
        facts.must(Guard.NUMBERS, kind, value);
        String counted = text.contentFrom(number.end(), 1);
        if (!counted.isEmpty() && Units.afterNumber(text.word(number.end())).isEmpty()) {
          facts.may(Guard.NUMBERS, COUNTED, counted);
        }
        notes.number(value, text.linkBefore(i), text.contentFrom(number.end(), 3));
      } else {
        facts.may(Guard.NUMBERS, kind, value);
      }
      comparison(text, i, number.end(), facts);
      i = number.end();
    }
  }

  private static void operator(Reading text, int i, Facts facts) {
    Token token = text.at(i);
    String sign = OPERATORS.getOrDefault(token.lower(), token.lower());
    if (token.kind() == Token.Kind.SYMBOL && "$€£¥₹°%".indexOf(token.raw().charAt(0)) < 0) {
      facts.must(Guard.NUMBERS, OPERATOR, sign);
    } else if (token.word() && OPERATORS.containsKey(token.lower())) {
      facts.may(Guard.NUMBERS, OPERATOR, sign);
    }
    if (token.kind() == Token.Kind.SYMBOL && "<>≤≥".indexOf(token.raw().charAt(0)) >= 0) {
      facts.may(Guard.NUMBERS, COMPARISON, compared(token.raw()));
    }
  }

  private static String compared(String sign) {
    return switch (sign) {
      case "≤", "<=" -> "at most";
      case "≥", ">=" -> "at least";
      case "<" -> "less";
      default -> "more";
    };
  }

  /** What a number is compared by, in the words around it. */
  private static void comparison(Reading text, int from, int end, Facts facts) {
    String before = text.word(from - 1);
    String two = text.word(from - 2) + " " + before;
    String after = text.word(end) + " " + text.word(end + 1);
    String way =
        switch (two) {
          case "at least", "minimum of" -> "at least";
          case "at most", "up to", "maximum of" -> "at most";
          case "more than",
              "greater than",
              "higher than",
              "larger than",
              "bigger than",
              "older than",
              "longer than",
              "later than" ->
              "more";
          case "less than",
              "fewer than",
              "lower than",
              "smaller than",
              "younger than",
              "shorter than",
              "earlier than" ->
              "less";
          case "equal to" -> "equal";
          default ->
              switch (before) {
                case "over", "above", "exceeding", "beyond" -> "more";
                case "under", "below" -> "less";
                case "exactly" -> "equal";
                case "about", "approximately", "around", "roughly", "nearly", "almost" -> "about";
                default ->
                    switch (after) {
                      case "or more", "or above", "or higher" -> "at least";
                      case "or less", "or fewer", "or below" -> "at most";
                      default -> "";
                    };
              };
        };
    if (way.equals("equal")) {
      facts.may(Guard.NUMBERS, COMPARISON, way);
    } else if (!way.isEmpty()) {
      facts.must(Guard.NUMBERS, COMPARISON, way);
    }
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return Facts.differ(Guard.NUMBERS, a.facts(), b.facts())
        || (!counts(a, b) && !counts(b, a))
        || a.numbers().exchanged(b.numbers(), true);
  }

  /** Whether all that {@code a} counts is in {@code b} as well: 9 leagues are not 9 furlongs. */
  private static boolean counts(Wording a, Wording b) {
    return a.everyOf(Guard.NUMBERS, COUNTED, b::knows);
  }
}
