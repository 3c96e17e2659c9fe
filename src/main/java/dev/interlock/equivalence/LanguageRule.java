package dev.interlock.equivalence;

import java.util.Set;

/**
 * Whether a text is English, by its script and its function words. Guards understand English alone,
 * so that of other texts only the same wording is the same request.
 */
final class LanguageRule {
  private static final Set<String> ENGLISH =
      FunctionWords.set(
          """
          the a an of to and in is are was were be for on with that this it as at by from or not what how
          why when where which who does do did can could would should will my your me you we they their
          there has have had about between into than if please explain write give make list
          """);
  private static final Set<String> OTHERS =
      FunctionWords.set(
          """
          el la los las una unos del por para con como qué cómo cuál cuándo dónde está es son mi tu su y o
          le les des du une et est sont dans pour avec que qui quoi comment pourquoi où ce cette je tu il
          nous vous mon ma mes der die das den dem ein eine einen und ist sind wie was warum wo nicht mit für
          von auf ich du wir mein meine zu il lo gli uno è sono di che chi come perché dove questo nel della
          com não como onde um uma os nos na no em meu minha het een van voor niet met hoe wat waarom waar ik
          jij mijn zijn och att det som är inte hur vad på jag og ikke hvad hvordan jeg er w nie jest jak co
          się czy dla bir ve bu ne nasıl için ile yang dan apa bagaimana untuk di
          """);

  private LanguageRule() {}

  static boolean english(Reading text) {
    int latin = 0;
    int others = 0;
    int english = 0;
    int foreign = 0;
    int accented = 0;
    int words = 0;
    for (Token token : text.tokens()) {
      if (!token.word()) {
        continue;
      }
      words++;
      boolean plain = true;
      for (int i = 0; i < token.raw().length(); i++) {
        char c = token.raw().charAt(i);
        if (Character.isLetter(c) || Character.isSurrogate(c)) {
          boolean roman = c < 0x250 || (c >= 0x1e00 && c < 0x1f00);
          latin += roman ? 1 : 0;
          others += roman ? 0 : 1;
          plain &= c < 0x80;
        }
      }
      accented += plain ? 0 : 1;
      boolean both = OTHERS.contains(token.lower()) && ENGLISH.contains(token.lower());
      english += !both && ENGLISH.contains(token.lower()) ? 1 : 0;
      foreign += !both && OTHERS.contains(token.lower()) ? 1 : 0;
    }
    if (2 * others > latin + others) {
      return false;
    }
    return foreign + (accented > 1 || words < 6 ? accented : 0) <= english + (english > 0 ? 1 : 0)
        && !(english == 0 && (foreign > 0 || 2 * accented > words));
  }
}
