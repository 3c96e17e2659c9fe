package dev.interlock.bootstrap;

import static dev.interlock.config.Types.object;

import dev.interlock.config.ObjectReader;
import dev.interlock.envoy.EnvoySettings.Sensitive;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.sample.SampleSettings;
import dev.interlock.sample.Samples;
import dev.interlock.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The key {@code samples}, and what it starts. */
final class SamplesSection {
  private SamplesSection() {}

  /** Reads the key of the whole file's mapping; an exception names a rule that there is. */
  static SampleSettings read(ObjectReader in, PolicyEngine policy) {
    SampleSettings samples =
        in.section(
            "samples",
            object(SampleSettings::read),
            "Redacted prompts of live traffic on disk, for `interlock collect`. Off unless a folder"
                + " is named.");
    if (in.ok("samples") && in.ok("policies")) {
      List<String> rules = policy.ruleNames();
      samples.despite().stream()
          .filter(rule -> !rules.contains(rule))
          .forEach(rule -> in.rejectUnknown("samples", "rule", rule, rules));
    }
    return samples;
  }

  /** Begins to keep samples in {@code folder}. */
  static Samples start(
      SampleSettings settings, Path folder, Generations generations, Metrics metrics)
      throws IOException {
    Samples samples =
        Samples.open(
            settings,
            folder,
            head -> isSensitive(head, generations.configuration()),
            () -> ThreadLocalRandom.current().nextDouble(),
            InstantSource.system());
    metrics.gauge(
        "interlock_samples_kept",
        "Prompts written to the folder of samples since the start",
        samples::kept);
    metrics.gauge(
        "interlock_samples_lost",
        "Prompts missing in the folder of samples since the start: the disk is slow or full",
        samples::lost);
    metrics.gauge(
        "interlock_samples_withheld",
        "Prompts not written to the folder of samples since the start: a secret is in them",
        samples::withheld);
    return samples;
  }

  /** More than Envoy takes for sensitive: any case, and one of several values. */
  static boolean isSensitive(RequestHead head, Configuration now) {
    return now.envoy().failsafe().sensitive().stream()
        .anyMatch(sensitive -> isMarked(head, sensitive));
  }

  private static boolean isMarked(RequestHead head, Sensitive sensitive) {
    return Stream.of(head.header(sensitive.header()).split(","))
        .map(String::strip)
        .anyMatch(value -> sensitive.values().stream().anyMatch(value::equalsIgnoreCase));
  }
}
