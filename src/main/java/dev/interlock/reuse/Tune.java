package dev.interlock.reuse;

import java.util.Arrays;

final class Tune {
  static double of(String name, double value) {
    return Double.parseDouble(System.getProperty("tune." + name, "" + value));
  }

  static double[] list(String name, double... value) {
    @org.jspecify.annotations.Nullable String given = System.getProperty("tune." + name);
    return given == null
        ? value
        : Arrays.stream(given.split(",")).mapToDouble(Double::parseDouble).toArray();
  }
}
