package dev.interlock.equivalence;

/** Takes inflections off English words: plural, -ing, -ed, British spellings. Rough on purpose. */
final class Stem {
  private static final String[] ENDINGS = {
    "ization", "ation", "ition", "ment", "ness", "ion", "ly", "iz", "at", "al"
  };

  private Stem() {}

  /** The stem of {@code word}, which is in lower case. */
  static String of(String word) {
    String w = word;
    if (w.length() <= 2 || !plain(w)) {
      return w;
    }
    if (w.length() == 3) {
      return american(w);
    }
    if (w.endsWith("ies") && w.length() > 4) {
      w = cut(w, 3) + "y";
    } else if (w.endsWith("ied") && w.length() > 4) {
      w = cut(w, 3) + "y";
    } else if (sibilantPlural(w)) {
      w = cut(w, 2);
    } else if (w.endsWith("s") && !w.endsWith("ss") && !w.endsWith("us") && !w.endsWith("is")) {
      w = cut(w, 1);
    }
    if (w.endsWith("ing") && w.length() > 5 && vowel(w, w.length() - 3)) {
      w = undoubled(cut(w, 3));
    } else if (w.endsWith("ed")
        && !w.endsWith("eed")
        && w.length() > 3
        && vowel(w, w.length() - 2)) {
      w = undoubled(cut(w, 2));
    }
    return american(w);
  }

  /** The root of {@code stem}, as far as endings that make nouns and adverbs tell. */
  static String root(String stem) {
    for (String ending : ENDINGS) {
      if (stem.endsWith(ending) && stem.length() >= ending.length() + 4) {
        return cut(stem, ending.length());
      }
    }
    return stem;
  }

  private static String american(String word) {
    String w = word;
    if (w.endsWith("isation")) {
      w = cut(w, 7) + "ization";
    } else if (w.endsWith("our") && w.length() > 4) {
      w = cut(w, 3) + "or";
    }
    if (w.endsWith("e") && w.length() > 2 && !w.endsWith("ee")) {
      w = cut(w, 1);
    }
    if (w.length() > 5 && (w.endsWith("is") || w.endsWith("ys"))) {
      w = cut(w, 1) + "z";
    }
    return w;
  }

  private static boolean sibilantPlural(String w) {
    return w.endsWith("sses")
        || w.endsWith("xes")
        || w.endsWith("zzes")
        || w.endsWith("ches")
        || w.endsWith("shes");
  }

  private static String undoubled(String w) {
    int n = w.length();
    if (n > 3 && w.charAt(n - 1) == w.charAt(n - 2) && "lsz".indexOf(w.charAt(n - 1)) < 0) {
      return cut(w, 1);
    }
    return w;
  }

  private static boolean vowel(String w, int end) {
    for (int i = 0; i < end; i++) {
      if ("aeiouy".indexOf(w.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean plain(String w) {
    for (int i = 0; i < w.length(); i++) {
      char c = w.charAt(i);
      if (c < 'a' || c > 'z') {
        return false;
      }
    }
    return true;
  }

  private static String cut(String w, int letters) {
    return w.substring(0, w.length() - letters);
  }
}
