package dev.interlock.bench;

import java.util.Locale;

/**
 * A number to reach, and whether it was.
 *
 * @param name what was measured
 * @param value what it came to
 * @param limit what it had to be
 * @param unit of both
 * @param atMost whether the limit is the most allowed, or else the least
 */
record Target(String name, double value, double limit, String unit, boolean atMost) {
  static Target atMost(String name, double value, double limit, String unit) {
    return new Target(name, value, limit, unit, true);
  }

  static Target atLeast(String name, double value, double limit, String unit) {
    return new Target(name, value, limit, unit, false);
  }

  /** Whether it was reached; a value that was not measured was not. */
  boolean met() {
    return atMost ? value <= limit : value >= limit;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-6s %-46s %12.1f  (expected: %s %.1f %s)",
        met() ? "met" : "MISSED",
        name,
        value,
        atMost ? "at most" : "at least",
        limit,
        unit);
  }
}
