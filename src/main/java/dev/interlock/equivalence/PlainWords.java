package dev.interlock.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text in one spelling, nothing left out: numbers in figures, contractions apart,
 * units and names by one name, signs as they are, capitals where they tell. Pure; any thread.
 */
final class PlainWords {
  /** In capitals these are other words. */
  private static final Set<String> CAPITALS_TELL =
      FunctionWords.set(
          """
          it us who is in or me so am as at be do go he if my no of on to up we an and not all aids cat pet ram sim
          pin rest soap bat ant cart dash mac nun ice pm ms ma pa co cod sad scuba bam dare laser lead care start
          step stem sap saw sat act gap nasa lit led mad map mass nan
          """);

  /** With a capital within a sentence these are names, without one they are none. */
  private static final Set<String> CAPITAL_TELLS =
      FunctionWords.set(
          """
          polish turkey apple march may august amazon go swift rust ruby chile jordan mercury windows word excel
          bath reading nice cork bush cook gates buffalo bill mark will rose hope grace china orange chase target
          shell visa slack zoom notion meta oracle gap subway dove tide puma jaguar lotus mini dodge ram mustang
          bear wood young king page job frank rich earl dean drew jack rob sue pat art dawn faith joy june april
          amber violet lily iris daisy guinea cuba hull sandwich wells crew frost stone snow rice berry
          """);

  private PlainWords() {}

  static List<String> of(Reading text) {
    List<String> words = new ArrayList<>(text.size() + 8);
    for (int i = 0; i < text.size(); ) {
      if (text.at(i).comma() && i > 0) {
        words.add(",");
      }
      i = add(text, i, words);
    }
    return words;
  }

  /** Adds the words that begin at {@code i}; the first token behind them. */
  private static int add(Reading text, int i, List<String> words) {
    Token token = text.at(i);
    if (token.kind() == Token.Kind.SYMBOL) {
      return symbol(text, i, words);
    }
    if (token.kind() == Token.Kind.CODE) {
      String raw = token.raw();
      if (!quoted(raw)) {
        words.add(raw.replaceAll("\\s+", "_"));
      } else if (raw.indexOf(' ') < 0) {
        words.add(raw.toLowerCase(Locale.ROOT));
      }
      return i + 1;
    }
    String two = Names.of(token.lower() + " " + text.word(i + 1));
    if (!two.isEmpty()) {
      words.add(two);
      return possessive(text, i + 1, words);
    }
    Quantity number = Quantity.at(text, i);
    if (number.exists() && (number.certain() || ranks(token.lower()))) {
      words.add(number.value());
      return number.end();
    }
    String unit = unit(text, i);
    if (!unit.isEmpty()) {
      words.add(unit);
      return unit.equals("degree") && scale(text, i + 1) ? replaced(words, text, i + 1) : i + 1;
    }
    return word(text, i, words);
  }

  private static boolean ranks(String word) {
    return word.equals("one") || word.equals("first") || word.equals("second");
  }

  private static boolean quoted(String raw) {
    return raw.chars().allMatch(c -> Character.isLetter(c) || c == ' ' || c == '\'');
  }

  private static int word(Reading text, int i, List<String> words) {
    Token token = text.at(i);
    String lower = token.lower();
    String name = Names.of(token, text.capitalsTell());
    if (token.word() && !name.isEmpty() && !cased(text, token)) {
      words.add(name);
      return possessive(text, i, words);
    }
    int month = DateRule.month(text, i);
    if (month > 0) {
      words.add("month_" + month);
      return i + 1;
    }
    if (lower.equals("version") && text.number(i + 1)) {
      return i + 1;
    }
    if ((lower.equals("a") && FEW.contains(text.word(i + 1)))) {
      words.add("a_" + text.word(i + 1));
      return i + 2;
    }
    if (lower.equals("per") && text.word(i + 1).equals("cent")) {
      words.add("percent");
      return i + 2;
    }
    if (between(text, i) && !OPERATIONS.getOrDefault(lower, "").isEmpty()) {
      words.add(OPERATIONS.getOrDefault(lower, ""));
      return text.word(i + 1).equals("by") ? i + 2 : i + 1;
    }
    if (cased(text, token) || identifier(token)) {
      words.add(token.raw());
      return i + 1;
    }
    words.addAll(Contractions.of(token));
    return i + 1;
  }

  private static final Set<String> FEW = Set.of("few", "little", "lot", "bit");
  private static final java.util.Map<String, String> OPERATIONS =
      java.util.Map.of(
          "plus", "+", "minus", "-", "times", "*", "multiplied", "*", "divided", "/", "x", "*");

  /** Whether numbers stand on both sides. */
  private static boolean between(Reading text, int i) {
    int next = text.word(i + 1).equals("by") ? i + 2 : i + 1;
    boolean after = next < text.size() && Quantity.at(text, next).exists();
    boolean before = text.number(i - 1) || NumberWords.cardinal(text.word(i - 1)) >= 0;
    return before && after;
  }

  private static boolean cased(Reading text, Token token) {
    if (!token.word() || !text.capitalsTell()) {
      return false;
    }
    String lower = token.lower();
    if (token.allCapitals()) {
      return CAPITALS_TELL.contains(lower) && !lower.equals("us");
    }
    return token.capital()
        && !token.start()
        && CAPITAL_TELLS.contains(lower)
        && token.raw().indexOf('\'') < 0;
  }

  /** NumColumns, NaN; not a name that people write small as well. */
  private static boolean identifier(Token token) {
    return token.word() && token.mixedCase();
  }

  private static int possessive(Reading text, int i, List<String> words) {
    String raw = text.at(i).raw();
    if (raw.endsWith("'s") || raw.endsWith("'S")) {
      words.add(Contractions.POSSESSIVE);
    }
    return i + 1;
  }

  private static int symbol(Reading text, int i, List<String> words) {
    String raw = text.at(i).raw();
    String unit = Units.anywhere(raw);
    if (!unit.isEmpty()) {
      Quantity number = i + 1 < text.size() ? Quantity.at(text, i + 1) : Quantity.NONE;
      if (!raw.equals("%") && number.exists()) {
        words.add(number.value());
        words.add(unit);
        return number.end();
      }
      words.add(unit);
    } else if (raw.equals("&") && text.at(i).spaced()) {
      words.add("and");
    } else if (raw.equals("°")) {
      words.add("degree");
      return scale(text, i + 1) ? replaced(words, text, i + 1) : i + 1;
    } else {
      words.add(raw);
    }
    return i + 1;
  }

  private static boolean scale(Reading text, int i) {
    String unit = Units.afterNumber(text.word(i));
    return unit.equals("celsius") || unit.equals("fahrenheit");
  }

  private static int replaced(List<String> words, Reading text, int i) {
    words.set(words.size() - 1, Units.afterNumber(text.word(i)));
    return i + 1;
  }

  private static boolean counted(Reading text, int i) {
    return text.number(i - 1)
        || NumberWords.cardinal(text.word(i - 1)) >= 0
        || NumberWords.scale(text.word(i - 1)) > 0;
  }

  private static String unit(Reading text, int i) {
    Token token = text.at(i);
    if (!token.word()) {
      return "";
    }
    String cased = CasedUnits.of(token.raw(), counted(text, i));
    if (!cased.isEmpty()) {
      return cased;
    }
    return counted(text, i) ? Units.afterNumber(token.lower()) : Units.anywhere(token.lower());
  }
}
