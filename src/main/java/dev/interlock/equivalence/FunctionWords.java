package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that bear no content of their own. */
final class FunctionWords {
  private static final Set<String> FILLERS =
      set(
          """
          a an the this that these those it its i me my mine we us our you your yours he him she her they
          them their theirs is are am was were be been being do does did done have has had having can
          could will would shall should may might must please kindly just really very quite so then
          there here also too some any such own ok okay hi hello hey thanks thank well actually basically
          simply exactly i'm i'd i'll i've you're it's that's what's how's where's who's when's let's let
          want wants need needs wanna gonna like know wonder wondering curious tell help give show explain
          describe define question answer about as if which what who whom whose how why when where whether
          able possible good way ways thing things etc get got gets getting using use used uses via e eg ie
          mean means meaning true whether reason reasons going directions calculate compute say said one ones people person someone somebody anyone something anything us
          version kind sort type types kinds lot lots bit more much many
          """);

  private static final Set<String> LINKS =
      set(
          """
          to from in into on onto at by for with without within of off over under above below between
          among before after since until till during through across against along around behind beside
          near than versus vs per via toward towards out outside inside up down and or but minus plus
          times upon beyond
          """);

  private static final Set<Long> DIRECTED =
      hashes(
          """
          to from into onto before after than without against over under above below outside inside
          until since behind by minus out off
          """);

  private FunctionWords() {}

  private static Set<Long> hashes(String words) {
    return set(words).stream()
        .map(word -> Facts.hash(word) & Long.MAX_VALUE)
        .collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> set(String words) {
    return Set.of(Arrays.stream(words.strip().split("\\s+")).distinct().toArray(String[]::new));
  }

  /** Says nothing: articles, pronouns, auxiliaries, courtesies, words that ask. */
  static boolean filler(String word) {
    return FILLERS.contains(word);
  }

  /** A preposition or conjunction. */
  static boolean link(String word) {
    return LINKS.contains(word);
  }

  /** Whether behind the word with this hash another preposition would say something else. */
  static boolean directed(long hash) {
    return DIRECTED.contains(hash);
  }
}
