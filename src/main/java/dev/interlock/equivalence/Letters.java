package dev.interlock.equivalence;

import java.text.Normalizer;

/** The letters of a text in one form each. Pure; any thread. */
final class Letters {
  private Letters() {}

  /** One form for each letter, straight quotes, one dash, plain spaces. */
  static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    var out = new StringBuilder(composed.length());
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      switch (c) {
        case '‘', '’', 'ʼ' -> out.append('\'');
        case '“', '”', '„', '«', '»' -> out.append('"');
        case '–', '—', '−', '‐', '‑' -> out.append('-');
        case '²' -> out.append("^2");
        case '³' -> out.append("^3");
        case '½' -> out.append("1/2");
        case '¼' -> out.append("1/4");
        case '¾' -> out.append("3/4");
        default ->
            out.append(
                Character.isSpaceChar(c) ? ' ' : c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c);
      }
    }
    return out.toString();
  }
}
