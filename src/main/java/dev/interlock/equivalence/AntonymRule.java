package dev.interlock.equivalence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Words and their opposites: by a list, and by prefixes that are each other's opposite. */
final class AntonymRule implements Rule {
  private static final String[][] OPPOSITE_PREFIXES = {
    {"over", "under"},
    {"pre", "post"},
    {"hyper", "hypo"},
    {"macro", "micro"},
    {"up", "down"},
    {"in", "ex"},
    {"im", "ex"},
    {"inter", "intra"},
    {"en", "de"},
    {"in", "out"},
    {"on", "off"},
    {"max", "min"},
    {"as", "de"},
    {"fore", "hind"},
    {"pro", "anti"},
    {"in", "de"},
    {"em", "im"},
    {"back", "fore"},
    {"super", "sub"},
    {"for", "back"},
    {"ac", "de"},
    {"multi", "uni"},
    {"multi", "single"},
    {"mono", "poly"},
    {"homo", "hetero"},
    {"endo", "exo"},
    {"intro", "extra"},
    {"north", "south"},
    {"east", "west"},
    {"high", "low"},
    {"long", "short"},
    {"step", "grand"},
    {"ante", "post"},
    {"centri", "centro"},
    {"mal", "bene"},
    {"front", "back"},
    {"left", "right"},
    {"wide", "narrow"},
    {"inner", "outer"},
    {"intra", "extra"},
    {"syn", "asyn"}
  };
  private static final int SHORTEST_REST = 3;

  /** Sides of the pair that a stem is on: 2 × pair, or 2 × pair + 1 for the right side. */
  private static final Map<String, int[]> SIDES = sides();

  private static Map<String, int[]> sides() {
    var sides = new HashMap<String, int[]>();
    int pair = 0;
    for (String line : Antonyms.PAIRS.strip().split("\n", -1)) {
      int bar = line.indexOf('|');
      put(sides, line.substring(0, bar), 2 * pair);
      put(sides, line.substring(bar + 1), 2 * pair + 1);
      pair++;
    }
    return Map.copyOf(sides);
  }

  private static void put(Map<String, int[]> sides, String words, int side) {
    for (String word : words.strip().split("\\s+", -1)) {
      sides.merge(
          Stem.of(word),
          new int[] {side},
          (old, more) -> {
            int[] both = Arrays.copyOf(old, old.length + 1);
            both[old.length] = side;
            return both;
          });
    }
  }

  static boolean listed(String word) {
    return SIDES.containsKey(Stem.of(word));
  }

  /**
   * Kind 0 and 1: left and right side of a pair of the list; 2 and 3: with the first or the second
   * of two prefixes.
   */
  @Override
  public void read(Reading text, Notes notes) {
    for (int i = 0; i < text.size(); i++) {
      Token token = text.at(i);
      if (!token.word() || (token.is("on") && !switched(text, i))) {
        continue;
      }
      int[] sides = SIDES.get(token.stem());
      if (sides == null) {
        sides = SIDES.get(token.lower());
      }
      if (sides != null) {
        for (int side : sides) {
          notes.facts().may(Guard.ANTONYMS, side & 1, Integer.toString(side >> 1));
        }
      }
      prefixes(token.stem(), notes.facts());
    }
  }

  /** "Turn on", "turn the lamp on", "is it on": not the preposition. */
  private static boolean switched(Reading text, int i) {
    for (int j = Math.max(0, i - 3); j < i; j++) {
      switch (text.at(j).stem()) {
        case "turn", "switch", "power", "log", "sign" -> {
          return true;
        }
        default -> {}
      }
    }
    return i == text.size() - 1;
  }

  private static void prefixes(String word, Facts facts) {
    int stem = word.length() - 2;
    if (stem > 2 && (word.endsWith("er") || word.endsWith("or"))) {
      facts.may(Guard.ANTONYMS, 2, word.substring(0, stem));
    } else if (stem > 2 && (word.endsWith("ee") || (word.endsWith("e") && !word.endsWith("le")))) {
      facts.may(Guard.ANTONYMS, 3, word.substring(0, word.endsWith("ee") ? stem : stem + 1));
    }
    for (int p = 0; p < OPPOSITE_PREFIXES.length; p++) {
      for (int side = 0; side < 2; side++) {
        String prefix = OPPOSITE_PREFIXES[p][side];
        if (word.startsWith(prefix) && word.length() >= prefix.length() + SHORTEST_REST) {
          facts.may(Guard.ANTONYMS, 2 + side, p + " " + word.substring(prefix.length()));
        }
      }
    }
  }

  @Override
  public boolean refuses(Wording a, Wording b) {
    boolean close = WordingRule.close(a, b);
    return opposite(a, b, 0, close)
        || opposite(b, a, 0, close)
        || opposite(a, b, 2, close)
        || opposite(b, a, 2, close);
  }

  /**
   * Whether {@code a} is on the left of some pair and {@code b} on its right. Where one is on both
   * sides, that tells only if little else differs.
   */
  private static boolean opposite(Wording a, Wording b, int left, boolean close) {
    int right = left + 1;
    return !a.everyOf(
        Guard.ANTONYMS,
        left,
        hash -> {
          boolean both = a.states(Guard.ANTONYMS, right, hash);
          boolean itsLeft = b.states(Guard.ANTONYMS, left, hash);
          boolean itsRight = b.states(Guard.ANTONYMS, right, hash);
          boolean apart = !both && !itsLeft && itsRight;
          boolean oneOfBoth = (both && itsLeft != itsRight) || (!both && itsLeft && itsRight);
          return !apart && !(close && oneOfBoth);
        });
  }
}
