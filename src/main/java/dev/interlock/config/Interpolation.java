package dev.interlock.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces <code>${NAME}</code> and <code>${NAME:-default}</code> in a text by variables of the
 * environment. The default stands in for a variable that is unset or empty; a doubled dollar sign
 * before the brace writes the brace and one dollar sign literally.
 *
 * @param text the text with variables replaced
 * @param faults what could not be replaced, each in a few words
 */
record Interpolation(String text, List<String> faults) {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\$\\{|\\$\\{(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<or>:-(?<default>[^}]*))?})?");

  static boolean isIn(String text) {
    return text.contains("${");
  }

  static Interpolation of(String text, Function<String, @Nullable String> environment) {
    if (!isIn(text)) {
      return new Interpolation(text, List.of());
    }
    var faults = new ArrayList<String>();
    var result = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    while (reference.find()) {
      reference.appendReplacement(
          result, Matcher.quoteReplacement(value(reference, environment, faults)));
    }
    return new Interpolation(reference.appendTail(result).toString(), List.copyOf(faults));
  }

  private static String value(
      Matcher reference, Function<String, @Nullable String> environment, List<String> faults) {
    if (reference.group().equals("$${")) {
      return "${";
    }
    String name = reference.group("name");
    if (name == null) {
      faults.add("`${` without a variable");
      return "";
    }
    String value = environment.apply(name);
    if (reference.group("or") != null) {
      return value == null || value.isEmpty() ? reference.group("default") : value;
    }
    if (value == null) {
      faults.add("variable " + name + " is not set");
      return "";
    }
    return value;
  }
}
