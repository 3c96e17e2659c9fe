package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.Set;

/**
 * The words of a text as hashes.
 *
 * @param known of all words, as written, in lower case and stemmed; sorted
 * @param ordered of what bears meaning, in order; links between as negative numbers
 */
@SuppressWarnings("ArrayRecordComponent")
record Items(long[] known, long[] ordered) {
  static Items of(Reading text) {
    long[] known = new long[8 * text.size() + 8];
    int all = 0;
    long[] ordered = new long[text.size()];
    int size = 0;
    for (int i = 0; i < text.size(); ) {
      Token token = text.at(i);
      String two = Names.of(token.lower() + " " + text.word(i + 1));
      Quantity number = two.isEmpty() ? Quantity.at(text, i) : Quantity.NONE;
      int end = !two.isEmpty() ? i + 2 : number.exists() ? number.end() : i + 1;
      for (int j = i; j < end; j++) {
        known[all++] = Facts.hash(text.at(j).raw()) & Facts.HASH;
        known[all++] = Facts.hash(text.at(j).lower()) & Facts.HASH;
        known[all++] = Facts.hash(text.at(j).stem()) & Facts.HASH;
      }
      String item = two.isEmpty() ? number.exists() ? number.value() : item(text, i) : two;
      if (!item.isEmpty()) {
        known[all++] = Facts.hash(item) & Facts.HASH;
        long hash = Facts.hash(item) & Long.MAX_VALUE;
        ordered[size++] = FunctionWords.link(item) ? -hash : hash;
      }
      i = end;
    }
    return new Items(
        Arrays.stream(known, 0, all).sorted().distinct().toArray(), Arrays.copyOf(ordered, size));
  }

  private static String item(Reading text, int i) {
    Token token = text.at(i);
    String word = token.lower();
    if (token.kind() == Token.Kind.CODE) {
      // A quotation of several words is told by its words.
      return token.raw().indexOf(' ') < 0 ? Stem.root(token.stem()) : "";
    }
    String name = Names.of(token, text.capitalsTell());
    if (!token.word() || counted(text, i) || (name.isEmpty() && unsaid(text, i))) {
      return "";
    }
    if (word.equals("to") && !directs(text, i)) {
      return "";
    }
    if (FunctionWords.link(word)) {
      return word;
    }
    int month = DateRule.month(text, i);
    String unit = Units.anywhere(word);
    return month > 0
        ? "month " + month
        : !unit.isEmpty() ? unit : !name.isEmpty() ? name : Stem.root(token.stem());
  }

  /** The unit of a number: units have their own guard. */
  private static boolean counted(Reading text, int i) {
    return text.number(i - 1) && !Units.afterNumber(text.word(i)).isEmpty();
  }

  private static boolean unsaid(Reading text, int i) {
    Token token = text.at(i);
    String word = token.lower();
    if (token.raw().length() == 1 && token.capital() && !token.start() && !word.equals("i")) {
      return false;
    }
    return FunctionWords.filler(word)
        || NegationRule.negates(word)
        || (token.start() && word.equals("list"))
        || (word.equals("number") && text.word(i + 1).equals("of"));
  }

  /** "To" as a direction and not before a verb. */
  private static boolean directs(Reading text, int i) {
    if (i + 1 >= text.size()) {
      return false;
    }
    Token next = text.at(i + 1);
    boolean from = text.tokens().stream().anyMatch(token -> token.is("from"));
    return from
        || next.kind() != Token.Kind.WORD
        || next.capital()
        || Quantity.at(text, i + 1).exists()
        || Set.of("the", "a", "an", "my", "this").contains(next.lower())
        || !Units.anywhere(next.lower()).isEmpty()
        || !Names.of(next, text.capitalsTell()).isEmpty();
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "Items[" + ordered.length + "]";
  }
}
