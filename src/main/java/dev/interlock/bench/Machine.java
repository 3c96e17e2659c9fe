package dev.interlock.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What figures were measured on: without it they mean nothing. */
final class Machine {
  private Machine() {}

  static Map<String, String> describe(Object envoyVersion) {
    Map<String, String> machine = new TreeMap<>();
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put(
        "load",
        String.format(
            Locale.ROOT,
            "%.1f",
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    machine.put("java", System.getProperty("java.vm.version", "?"));
    machine.put("envoy", envoyVersion.toString());
    return machine;
  }
}
