package dev.interlock.equivalence;

import java.util.regex.Pattern;

/**
 * What people say around a request that is no part of it: greetings, "can you tell me", "I want to
 * know", thanks. Only what begins or ends the text, and only before what can begin a request.
 */
final class Courtesies {
  private static final String WH =
      "(?:(?:at|in|on) )?(?:how|what|which|who|whom|whose|when|where|why)\\b";
  private static final String VERBS =
      "(?:tell|explain|give|show|list|write|translate|describe|define|summari[sz]e|recommend|suggest|convert"
          + "|calculate|compute|name|provide|generate|draft|compose|set|play|remind|rewrite|rephrase|paraphrase"
          + "|compare|help)\\b";
  private static final String BEGINS =
      "(?:"
          + WH
          + "|(?:please|can|could|would|will|is|are|was|were|do|does|did|should|i)\\b|"
          + VERBS
          + ")";
  private static final String YOU = "(?:can|could|would|will) you (?:please |kindly |possibly )?";

  private static final Pattern GREETING =
      Pattern.compile(
          "^(?:please|kindly|pls|plz"
              + "|(?:hi|hello|hey|good morning|good evening|good afternoon)(?: there)?(?: ,|(?= "
              + BEGINS
              + "))|(?:ok|okay|so|well|um|excuse me|sorry|thanks|thank you|(?:i have a )?(?:quick )?question"
              + "|(?:i am )?just (?:curious|wondering)|out of curiosity|by the way)(?: ,|(?= "
              + BEGINS
              + "))) ?,? ?");
  private static final Pattern ASKING =
      Pattern.compile(
          "^(?:do you (?:happen to )?know|does any(?:one|body) (?:here )?know|any(?:one|body) know|any idea"
              + "|(?:do you )?have (?:you )?any idea|(?:may|can|could) i (?:ask|know)"
              + "|i (?:just |also )?(?:want|need|would like|would love|wanted|wish) to (?:know|find out|understand|ask)"
              + "|i am (?:just )?(?:wondering|curious)(?: about| to know)?|i was (?:just )?(?:wondering|curious)(?: about)?"
              + "|i wonder|i do not know|i am trying to (?:understand|figure out|find out)"
              + "|(?:please )?(?:"
              + YOU
              + ")?(?:(?:help me )?(?:to )?(?:understand|figure out|find out)"
              + "|(?:tell|explain|show|describe|teach|let|remind)(?: to)?(?: me| us)?(?: know)?(?: exactly)?)"
              + ") ,? ?(?="
              + WH
              + ")");
  private static final Pattern WHETHER =
      Pattern.compile(
          "^(?:do you know|i (?:want|need|would like) to know|i (?:am|was) (?:just )?wondering|i wonder"
              + "|(?:"
              + YOU
              + ")?(?:tell|let)(?: me)?(?: know)?) (?:if|whether) ");
  private static final Pattern FOR_ME =
      Pattern.compile(
          "^(?:"
              + YOU
              + "|are you able to |is it possible for you to |i (?:want|need|would like) you to |please )(?="
              + VERBS
              + ")");
  private static final Pattern OF_A_THING =
      Pattern.compile(
          "^(?:(?:tell|give|show)(?: me| us)|(?:may i know|i (?:want|need|would like) to know)) (?=(?:the|my|our|your)\\b)");
  private static final Pattern END =
      Pattern.compile(
          "(?: ,)? (?:please|pls|plz|thanks(?: a lot| in advance)?|thank you(?: very much| in advance)?|thx)$");
  private static final Pattern ENDS_FOR_ME = Pattern.compile("^(" + VERBS + ".*) for me$");
  private static final int ROUNDS = 6;

  private Courtesies() {}

  /** {@code words}, which are apart by one space each, without what only surrounds a request. */
  static String without(String words) {
    String text = words;
    for (int round = 0; round < ROUNDS; round++) {
      String before = text;
      for (Pattern pattern : new Pattern[] {GREETING, ASKING, WHETHER, FOR_ME, OF_A_THING, END}) {
        String less = pattern.matcher(text).replaceFirst("").strip();
        text = less.isEmpty() ? text : less;
      }
      text = ENDS_FOR_ME.matcher(text).replaceFirst("$1");
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }
}
