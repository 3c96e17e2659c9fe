package dev.interlock.eval.page;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How figures of a report are written; a dash where there is none. */
final class Figure {
  private static final String NONE = "–";

  private Figure() {}

  /** With three decimals. */
  static String plain(JsonNode figures, String name) {
    return shown(figures.path(name), "%.3f", 1);
  }

  /** With three decimals and, where it is known, its 95 % interval. */
  static String withInterval(JsonNode figures, String name) {
    return plain(figures, name) + interval(figures, name, "%.3f", 1);
  }

  /** With four decimals and, where it is known, its 95 % interval: for small differences. */
  static String fineWithInterval(JsonNode figures, String name) {
    return shown(figures.path(name), "%.4f", 1) + interval(figures, name, "%.4f", 1);
  }

  /** A share as per cent. */
  static String percent(JsonNode figures, String name) {
    return shown(figures.path(name), "%.1f %%", 100);
  }

  /** A share as per cent and, where it is known, its 95 % interval. */
  static String percentWithInterval(JsonNode figures, String name) {
    return percent(figures, name) + interval(figures, name, "%.1f", 100);
  }

  static String count(JsonNode figures, String name) {
    return shown(figures.path(name), "%,.0f", 1);
  }

  private static String interval(JsonNode figures, String name, String format, double unit) {
    JsonNode low = figures.path(name + "_low95");
    JsonNode high = figures.path(name + "_high95");
    if (!low.isNumber()) {
      return "";
    }
    return high.isNumber()
        ? " (" + shown(low, format, unit) + " to " + shown(high, format, unit) + ")"
        : " (above " + shown(low, format, unit) + ")";
  }

  private static String shown(JsonNode value, String format, double unit) {
    if (!value.isNumber()) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, format, unit * value.asDouble());
    return text.matches("-[0.]+( %)?") ? text.substring(1) : text;
  }
}
