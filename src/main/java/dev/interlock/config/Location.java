package dev.interlock.config;

import java.util.regex.Pattern;

/**
 * Where a value stands in a configuration file.
 *
 * @param file the file's name as the operator knows it
 * @param line from 1; 0 if there is no file
 * @param column from 1; 0 if there is no file
 * @param path the keys that lead to the value, such as {@code models[2].price.input}; empty for the
 *     whole file
 */
public record Location(String file, int line, int column, String path) {
  /** Of values that stand in no file: the readers run over them to describe themselves. */
  public static final Location NOWHERE = new Location("", 0, 0, "");

  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  /** The path of {@code key} below this one, standing where this one stands. */
  public Location key(String key) {
    String step = PLAIN_KEY.matcher(key).matches() ? key : "[\"" + key + "\"]";
    boolean dotted = !path.isEmpty() && !step.startsWith("[");
    return new Location(file, line, column, path + (dotted ? "." : "") + step);
  }

  /** The path of element {@code index} below this one, standing where this one stands. */
  public Location element(int index) {
    return new Location(file, line, column, path + "[" + index + "]");
  }

  /** The same path, at another place of the file. */
  public Location at(int newLine, int newColumn) {
    return new Location(file, newLine, newColumn, path);
  }

  /** {@code file:line:column path}. */
  @Override
  public String toString() {
    String position = file + ":" + line + ":" + column;
    return path.isEmpty() ? position : position + " " + path;
  }
}
