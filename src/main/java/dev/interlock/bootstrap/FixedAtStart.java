package dev.interlock.bootstrap;

import dev.interlock.envoy.EnvoySettings;
import dev.interlock.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;

/** What a running process cannot change: addresses it listens on, threads, sizes of buffers. */
final class FixedAtStart {
  private final Configuration first;

  /** Fixes what {@code first}, the configuration the process started with, says. */
  FixedAtStart(Configuration first) {
    this.first = first;
  }

  /** {@code next}, but for what is fixed. */
  Configuration in(Configuration next) {
    ServerSettings was = first.server();
    ServerSettings server = next.server();
    return new Configuration(
        next.catalog(),
        next.intents(),
        next.policy(),
        new ServerSettings(
            was.listen(), was.health(), was.admin(), server.deadline(), was.workers(), was.queue()),
        in(next.envoy()),
        next.encoder(),
        first.telemetry(),
        first.journal(),
        first.samples(),
        next.mode(),
        next.rollout(),
        next.drain(),
        next.conversation().withMemory(first.conversation().memoryBytes()),
        next.feedback().withMemory(first.feedback().memoryBytes()),
        next.cache().fixedAs(first.cache()),
        next.predictor());
  }

  private EnvoySettings in(EnvoySettings next) {
    EnvoySettings was = first.envoy();
    return new EnvoySettings(
        was.listener(),
        was.admin(),
        was.sidecar(),
        next.deadline(),
        next.failsafe(),
        was.limits(),
        next.unlistedPaths(),
        next.timeouts(),
        next.accessLog(),
        next.caFile(),
        was.concurrency(),
        next.failover(),
        next.version(),
        next.steering(),
        was.xds(),
        next.callers());
  }

  /** One line for each key that {@code next} changes in vain. */
  List<String> ignored(Configuration next) {
    var lines = new ArrayList<String>();
    ServerSettings was = first.server();
    ServerSettings server = next.server();
    compare("listen", was.listen(), server.listen(), lines);
    compare("health", was.health(), server.health(), lines);
    compare("admin", was.admin(), server.admin(), lines);
    compare("workers", was.workers(), server.workers(), lines);
    compare("queue", was.queue(), server.queue(), lines);
    compare("telemetry", first.telemetry(), next.telemetry(), lines);
    compare("journal", first.journal(), next.journal(), lines);
    compare("samples", first.samples(), next.samples(), lines);
    compare(
        "conversation.memory",
        first.conversation().memoryBytes(),
        next.conversation().memoryBytes(),
        lines);
    compare(
        "feedback.memory", first.feedback().memoryBytes(), next.feedback().memoryBytes(), lines);
    compare("cache.memory", first.cache().memoryBytes(), next.cache().memoryBytes(), lines);
    compare("cache.shared", first.cache().shared(), next.cache().shared(), lines);
    if (next.policy().keepsAnswers() && !first.policy().keepsAnswers()) {
      lines.add("cache.memory: not set aside, as no rule kept answers (done at the next start)");
    }
    compare("callers.metric_tenants", first.metricTenants(), next.metricTenants(), lines);
    compare("limits", first.envoy().limits(), next.envoy().limits(), lines);
    compare("envoy.listen", first.envoy().listener(), next.envoy().listener(), lines);
    compare("envoy.admin", first.envoy().admin(), next.envoy().admin(), lines);
    if (was.listen().equals(server.listen())) {
      compare("envoy.sidecar", first.envoy().sidecar(), next.envoy().sidecar(), lines);
    }
    compare("envoy.concurrency", first.envoy().concurrency(), next.envoy().concurrency(), lines);
    compare("envoy.xds", first.envoy().xds(), next.envoy().xds(), lines);
    return List.copyOf(lines);
  }

  private static void compare(String key, Object was, Object now, List<String> lines) {
    if (!was.equals(now)) {
      lines.add(key + ": changed (takes effect at the next start)");
    }
  }
}
