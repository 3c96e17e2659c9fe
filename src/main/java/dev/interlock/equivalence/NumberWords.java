package dev.interlock.equivalence;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Numbers in words, and one form for numbers in figures. */
final class NumberWords {
  private static final Map<String, Integer> CARDINALS = new HashMap<>();
  private static final Map<String, Integer> ORDINALS = new HashMap<>();
  private static final Map<String, Long> SCALES =
      Map.of(
          "hundred",
          100L,
          "thousand",
          1_000L,
          "million",
          1_000_000L,
          "billion",
          1_000_000_000L,
          "trillion",
          1_000_000_000_000L,
          "dozen",
          12L);
  private static final Set<String> ORDINAL_SUFFIXES = Set.of("st", "nd", "rd", "th");
  private static final int LONGEST = 24;
  private static final int LARGEST_EXPONENT = 30;

  static {
    String[] small =
        """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen"""
            .split("\\s+");
    for (int i = 0; i < small.length; i++) {
      CARDINALS.put(small[i], i);
    }
    String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
    for (int i = 0; i < tens.length; i++) {
      CARDINALS.put(tens[i], 20 + 10 * i);
      ORDINALS.put(tens[i].replace("y", "ieth"), 20 + 10 * i);
    }
    String[] ordinals =
        """
        zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
        thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
            .split("\\s+");
    for (int i = 0; i < ordinals.length; i++) {
      ORDINALS.put(ordinals[i], i);
    }
  }

  private NumberWords() {}

  /** The value of a number below a hundred, or -1. */
  static int cardinal(String word) {
    return CARDINALS.getOrDefault(word, -1);
  }

  /** The rank that {@code word} gives, or -1. */
  static int ordinal(String word) {
    return ORDINALS.getOrDefault(word, -1);
  }

  /** What {@code word} multiplies by, or 0. */
  static long scale(String word) {
    String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    return SCALES.getOrDefault(one, 0L);
  }

  static boolean ordinalSuffix(String suffix) {
    return ORDINAL_SUFFIXES.contains(suffix);
  }

  /**
   * One form for numbers that are surely equal: 1,000 and 1e3 are 1000. Figures with a full stop
   * stay as written, for 3.1 and 3.10 are versions, and 1.000 is one or a thousand.
   */
  static String figures(String written) {
    String text = written.startsWith("+") ? written.substring(1) : written;
    if (text.equals("1/2")) {
      return "0.5";
    }
    if (text.startsWith(".")) {
      text = "0" + text;
    } else if (text.startsWith("-.")) {
      text = "-0" + text.substring(1);
    }
    if (grouped(text)) {
      text = text.replace(",", "");
    }
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponent > 0 && text.length() <= LONGEST) {
      try {
        var value = new BigDecimal(text);
        return Math.abs(value.scale()) + value.precision() > LARGEST_EXPONENT ? text : plain(value);
      } catch (NumberFormatException e) {
        return text;
      }
    }
    return text;
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Digits in groups of three behind commas. */
  private static boolean grouped(String text) {
    int from = text.startsWith("-") ? 1 : 0;
    int first = text.indexOf(',');
    if (first < from + 1 || first > from + 3) {
      return false;
    }
    int group = 0;
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',') {
        if (i > first && group != 3) {
          return false;
        }
        group = 0;
      } else if (Character.isDigit(c)) {
        group++;
      } else {
        return false;
      }
    }
    return group == 3;
  }
}
