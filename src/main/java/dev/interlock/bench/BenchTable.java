package dev.interlock.bench;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a report for people. */
final class BenchTable {
  private final BenchReport report;
  private final List<String> lines = new ArrayList<>();

  BenchTable(BenchReport report) {
    this.report = report;
  }

  String write() {
    scenarios();
    lines.add("");
    timings();
    lines.add("");
    lines.add(
        String.format(
            ROOT,
            "ready %.0f ms, resident %.0f MiB, errors %d %s, degraded %d %s",
            report.readyMillis(),
            report.residentMib(),
            report.errorCount(),
            report.errors(),
            report.degradedCount(),
            report.degraded()));
    lines.add("forward pass taken by " + shares());
    lines.add("machine " + report.machine());
    lines.add("");
    report.targets().forEach(target -> lines.add(target.toString()));
    return String.join("\n", lines) + "\n";
  }

  private void scenarios() {
    lines.add(String.format(ROOT, "%-14s %31s   %31s", "", "1 connection", "32 connections"));
    lines.add(row("", "p50 us", "p99 us", "rps", "p50 us", "p99 us", "rps"));
    report.scenarios().forEach((key, result) -> lines.add(row(key, result)));
  }

  private static String row(String key, ScenarioResult result) {
    Percentiles one = result.one();
    Percentiles many = result.many();
    return row(
        key,
        whole(one.p50Micros()),
        whole(one.p99Micros()),
        whole(one.rps()),
        whole(many.p50Micros()),
        whole(many.p99Micros()),
        whole(many.rps()));
  }

  private static String row(Object... cells) {
    return String.format(ROOT, "%-14s %9s %9s %11s   %9s %9s %11s", cells);
  }

  private void timings() {
    lines.add(
        String.format(
            ROOT, "%-14s %9s %9s %11s %12s", "one core", "p50 us", "p99 us", "mean us", "bytes"));
    report
        .timings()
        .forEach(
            (key, timing) ->
                lines.add(
                    String.format(
                        ROOT,
                        "%-14s %9.1f %9.1f %11.1f %12.0f",
                        key,
                        timing.p50Micros(),
                        timing.p99Micros(),
                        timing.meanMicros(),
                        timing.bytes())));
  }

  private String shares() {
    return report.forwardShares().entrySet().stream()
        .map(share -> String.format(ROOT, "%s %.0f%%", share.getKey(), 100 * share.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String whole(double figure) {
    return String.format(ROOT, "%.0f", figure);
  }
}
