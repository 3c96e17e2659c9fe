package dev.interlock.eval.chart;

/** Text as it may stand in markup. */
public final class Markup {
  private Markup() {}

  /** {@code text} with what has a meaning in HTML and SVG escaped, also within attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
