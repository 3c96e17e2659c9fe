package dev.interlock.equivalence;

import java.util.Map;
import java.util.Set;

/** Units whose capitals tell: Mb and MB, mW and MW, 5m and 5M. Pure; any thread. */
final class CasedUnits {
  private static final Map<String, String> ANYWHERE =
      Map.ofEntries(
          Map.entry("Mb", "megabit"),
          Map.entry("Gb", "gigabit"),
          Map.entry("Kb", "kilobit"),
          Map.entry("Tb", "terabit"),
          Map.entry("Mbps", "mbps"),
          Map.entry("MBps", "megabyte_per_second"),
          Map.entry("GBps", "gigabyte_per_second"),
          Map.entry("mW", "milliwatt"),
          Map.entry("MW", "megawatt"),
          Map.entry("mA", "milliampere"),
          Map.entry("mV", "millivolt"),
          Map.entry("MV", "megavolt"),
          Map.entry("mHz", "millihertz"),
          Map.entry("Mg", "megagram"),
          Map.entry("MM", "mega_m"),
          Map.entry("Ms", "megasecond"));
  private static final Set<String> AFTER_NUMBERS = Set.of("M", "G", "S", "D", "T", "B");

  private CasedUnits() {}

  /** The unit's name, or empty if its capitals do not tell. */
  static String of(String raw, boolean afterNumber) {
    String name = ANYWHERE.getOrDefault(raw, "");
    if (!name.isEmpty() && !(raw.equals("Ms") && !afterNumber)) {
      return name;
    }
    return afterNumber && AFTER_NUMBERS.contains(raw) ? "capital_" + raw : "";
  }
}
