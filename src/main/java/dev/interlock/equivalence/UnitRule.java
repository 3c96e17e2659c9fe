package dev.interlock.equivalence;

/** Units and currencies. */
final class UnitRule implements Rule {
  private static final int UNIT = 0;
  private static final int TIME = 1;

  @Override
  public void read(Reading text, Notes notes) {
    for (int i = 0; i < text.size(); i++) {
      Token token = text.at(i);
      if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.SYMBOL) {
        continue;
      }
      String word = token.lower();
      boolean counted = counted(text, i);
      String unit = counted ? Units.afterNumber(word) : Units.anywhere(word);
      if (unit.equals("degree")) {
        String scale = Units.afterNumber(text.word(i + 1));
        if (scale.equals("celsius") || scale.equals("fahrenheit")) {
          unit = scale;
          i++;
        }
      }
      if (word.equals("per") && text.word(i + 1).equals("cent")) {
        unit = "percent";
      }
      if (unit.equals("am") || unit.equals("pm")) {
        continue;
      }
      if (!unit.isEmpty()) {
        notes.facts().must(Guard.UNITS, UNIT, unit);
      } else if (!Units.time(word).isEmpty()) {
        notes.facts().may(Guard.UNITS, TIME, Units.time(word));
      }
    }
  }

  private static boolean counted(Reading text, int i) {
    if (text.number(i - 1)) {
      return true;
    }
    String before = text.word(i - 1);
    return NumberWords.cardinal(before) >= 0
        || NumberWords.scale(before) > 0
        || before.equals("°")
        || (before.equals("half") && !text.word(i).equals("a"));
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    return Facts.differ(Guard.UNITS, a.facts(), b.facts());
  }
}
