package dev.interlock.memory;

import java.util.List;
import java.util.Locale;

/**
 * Messages that say that the answer before is wrong, in six languages: those that begin so, give or
 * take a few words. A short list, which misses most complaints and seldom means another thing.
 */
public final class Complaints {
  /** Characters of a message that are looked at. */
  private static final int BEGINNING = 80;

  private static final List<String> PHRASES =
      List.of(
          "that's wrong",
          "that is wrong",
          "this is wrong",
          "that's not right",
          "that is not right",
          "that's incorrect",
          "that is incorrect",
          "that's not correct",
          "that is not correct",
          "you're wrong",
          "you are wrong",
          "wrong answer",
          "not what i asked",
          "not what i meant",
          "das stimmt nicht",
          "das ist falsch",
          "das war falsch",
          "das ist nicht richtig",
          "falsche antwort",
          "nicht meine frage",
          "du liegst falsch",
          "c'est faux",
          "c'est incorrect",
          "ce n'est pas correct",
          "ce n'est pas juste",
          "mauvaise réponse",
          "pas ce que j'ai demandé",
          "vous vous trompez",
          "tu te trompes",
          "eso está mal",
          "eso no es correcto",
          "es incorrecto",
          "respuesta incorrecta",
          "no es lo que pedí",
          "no es lo que pregunté",
          "te equivocas",
          "è sbagliato",
          "non è corretto",
          "non è giusto",
          "risposta sbagliata",
          "non è quello che ho chiesto",
          "ti sbagli",
          "isso está errado",
          "está incorreto",
          "isso não está certo",
          "resposta errada",
          "não foi o que eu perguntei",
          "você está errado");

  private Complaints() {}

  /** Whether {@code message} begins with a complaint. */
  public static boolean isOne(String message) {
    String beginning =
        message
            .substring(0, Math.min(message.length(), BEGINNING))
            .replace('’', '\'')
            .toLowerCase(Locale.ROOT);
    return PHRASES.stream().anyMatch(beginning::contains);
  }
}
