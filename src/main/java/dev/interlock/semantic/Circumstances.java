package dev.interlock.semantic;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text says of when and of whom it is asked, by words of English; texts in other languages
 * are compared by nobody. Pure; any thread.
 */
final class Circumstances {
  /** Where they stand in a sentence does not matter, and one is enough. */
  private static final Pattern TIMELY =
      Pattern.compile(
          "\\b(?:today|todays|tonight|tomorrow|yesterday|now|nowadays|currently|current|latest|newest"
              + "|recent|recently|lately|ago|upcoming|ongoing|live|breaking|news|headlines|weather"
              + "|forecast|up[- ]to[- ]date|so far|as of|at the moment|at present|these days"
              + "|presently|"
              + "(?:this|last|next|past|coming) (?:second|minute|hour|morning|afternoon|evening|night"
              + "|week|weekend|month|quarter|year|season|decade|monday|tuesday|wednesday|thursday"
              + "|friday|saturday|sunday|summer|winter|spring|fall|autumn|few|couple|\\w+ (?:minutes"
              + "|hours|days|weeks|months|years))"
              + "|what (?:time|day|date|year|month) (?:is it|it is|is today|do we have)"
              + "|what'?s the (?:time|date)|what is the (?:time|date)"
              + "|(?:stock|share|gas|fuel|oil|gold|bitcoin|crypto) prices?|exchange rates?"
              + "|interest rates?|standings|scores?|traffic)\\b");

  private static final Pattern PERSONAL =
      Pattern.compile("\\b(?:my|mine|myself|our|ours|ourselves)\\b");

  /** Who asks for the way is told the same as everybody. */
  private static final Pattern HOW_TO =
      Pattern.compile(
          "^(?:(?:hi|hello|hey|please|so|and|ok|okay)[,.!]? +)*"
              + "(?:(?:can|could|would|will) you (?:please )?(?:tell|show|explain to) me +)?"
              + "(?:please (?:tell|show) me +)?"
              + "how (?:to|(?:do|does|can|could|should|would|must) (?:i|we|one|you))\\b");

  private Circumstances() {}

  static boolean isTimely(String text) {
    return TIMELY.matcher(plain(text)).find();
  }

  static boolean isPersonal(String text) {
    String plain = plain(text);
    return PERSONAL.matcher(plain).find() && !HOW_TO.matcher(plain).find();
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }
}
