package dev.interlock.equivalence;

import java.math.BigDecimal;

/**
 * A number in a text.
 *
 * @param value one form for equal numbers
 * @param end the token after it
 * @param certain false for words that often are none: one, second
 */
record Quantity(String value, int end, boolean certain) {
  /** The number that begins at {@code i}, or {@link #NONE}. */
  static final Quantity NONE = new Quantity("", 0, false);

  boolean exists() {
    return end > 0;
  }

  static Quantity at(Reading text, int i) {
    Token token = text.at(i);
    if (token.kind() == Token.Kind.NUMBER) {
      return figures(text, i);
    }
    if (!token.word()) {
      return NONE;
    }
    String word = token.lower();
    return switch (word) {
      case "twice", "double", "doubled" -> new Quantity("x2", i + 1, word.equals("twice"));
      case "thrice", "triple", "tripled" -> new Quantity("x3", i + 1, true);
      case "pair", "pairs", "couple", "both" -> new Quantity("2", i + 1, false);
      case "hundreds", "thousands", "millions", "billions", "dozens" -> NONE;
      case "half" -> new Quantity("0.5", i + 1, true);
      default -> {
        int rank = NumberWords.ordinal(word);
        yield rank >= 0 ? new Quantity("#" + rank, i + 1, rank > 2) : words(text, i);
      }
    };
  }

  private static Quantity figures(Reading text, int i) {
    String raw = text.at(i).raw();
    int letters = raw.length() - 2;
    if (letters > 0 && Character.isLetter(raw.charAt(raw.length() - 1))) {
      return new Quantity("#" + NumberWords.figures(raw.substring(0, letters)), i + 1, true);
    }
    String value = NumberWords.figures(raw);
    int end = i + 1;
    long scale = end < text.size() ? NumberWords.scale(text.word(end)) : 0;
    if (scale == 0 && end < text.size() && !text.at(end).spaced() && text.word(end).equals("k")) {
      scale = 1_000;
    }
    if (scale > 0 && value.length() < 16 && decimal(value)) {
      value = NumberWords.plain(new BigDecimal(value).multiply(BigDecimal.valueOf(scale)));
      end++;
    }
    return new Quantity(value, end, true);
  }

  private static boolean decimal(String value) {
    int stops = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      stops += c == '.' ? 1 : 0;
      if (c != '.' && !Character.isDigit(c)) {
        return false;
      }
    }
    return stops <= 1;
  }

  /** Twenty-five, two hundred and five, a dozen. */
  private static Quantity words(Reading text, int from) {
    long total = 0;
    long current = -1;
    int i = from;
    boolean small = true;
    for (; i < Math.min(text.size(), from + 12); i++) {
      String word = text.word(i);
      int cardinal = NumberWords.cardinal(word);
      long scale = NumberWords.scale(word);
      if (cardinal >= 0) {
        boolean joins =
            current < 0
                || (current % 100 == 0 && current > 0)
                || (current % 10 == 0 && current >= 20 && cardinal < 10);
        if (!joins) {
          break;
        }
        current = Math.max(0, current) + cardinal;
      } else if (scale > 0
          && (current >= 0
              || word.equals("dozen")
              || word.equals("hundred")
              || word.equals("thousand")
              || word.equals("million")
              || word.equals("billion"))) {
        small = false;
        long times = Math.max(1, current);
        if (scale <= 100) {
          current = times * scale;
        } else {
          total += times * scale;
          current = 0;
        }
      } else if (!(word.equals("and")
          && !small
          && i > from
          && NumberWords.cardinal(text.word(i + 1)) >= 0)) {
        break;
      }
    }
    if (i == from) {
      return NONE;
    }
    long value = total + Math.max(0, current);
    return new Quantity(Long.toString(value), i, value != 1 || i > from + 1);
  }
}
