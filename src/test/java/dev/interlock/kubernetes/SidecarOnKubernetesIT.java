package dev.interlock.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Envoy and Interlock in one pod: installed, asked, changed, upgraded and rolled back under load.
 */
@EnabledIfSystemProperty(
    named = "interlock.kubernetes.kubectl",
    matches = ".+",
    disabledReason = "it needs a cluster: make test-k8s")
class SidecarOnKubernetesIT {
  private static final Duration STEADY = Duration.ofSeconds(5);

  @TempDir private Path folder;

  @Test
  void no_request_fails_while_it_changes() throws Exception {
    try (var namespace = Namespace.create("interlock-sidecar")) {
      var release = new Release(namespace, "gateway", folder);
      release.models();
      String first = release.configuration();
      release.sidecar(first);
      try (var client = new Client(namespace.nodePort(release.fullName()))) {
        Namespace.await("decided", client::isDecided);
        assertThat(client.ask("Hi there!", false))
            .satisfies(each -> assertThat(each.fault()).isEmpty())
            .satisfies(each -> assertThat(each.model()).isEqualTo("small"))
            .satisfies(each -> assertThat(each.reason()).isEqualTo("cheapest_sufficient"));
        assertThat(
                client.ask("Extract the parties and the governing law from this agreement.", true))
            .satisfies(each -> assertThat(each.fault()).isEmpty())
            .satisfies(each -> assertThat(each.model()).isEqualTo("large"));
        assertThat(namespace.helm("test", release.name(), "--logs"))
            .contains("Phase:          Succeeded");
        everyPodIsConfined(namespace, release);
        everythingIsTaken(namespace, release);

        underLoad(namespace, release, client, first);
      }
    }
  }

  private static void underLoad(Namespace namespace, Release release, Client client, String first)
      throws Exception {
    try (var load = SteadyLoad.start(client, "steady")) {
      Namespace.pause(STEADY);

      Set<String> before = namespace.identities(release.pods());
      load.phase("configuration");
      String best = first.replace("objective: {quality: 0.1}", "objective: {quality: 0.85}");
      release.sidecar(best);
      Namespace.await("every pod has reloaded", () -> generations(namespace, release, 2));
      assertThat(namespace.identities(release.pods())).isEqualTo(before);
      assertThat(client.ask("Hi there!", false).model()).isEqualTo("large");

      load.phase("new pods");
      release.sidecar(first.replace("request: 10m", "request: 9m"));
      namespace.awaitEnd(release.pods(), before);
      assertThat(client.ask("Hi there!", false).model()).isEqualTo("small");

      Set<String> upgraded = namespace.identities(release.pods());
      load.phase("rollback");
      release.rollback();
      namespace.awaitEnd(release.pods(), upgraded);
      assertThat(client.ask("Hi there!", false).model()).isEqualTo("large");

      load.phase("steady again");
      Namespace.pause(STEADY);
      var phases = load.stop();
      System.out.println(load);
      assertThat(phases)
          .hasSize(5)
          .allSatisfy(
              (phase, tally) -> {
                assertThat(tally.sent()).as(phase).isPositive();
                assertThat(tally.failures()).as(phase).isEmpty();
                // Interlock is there before Envoy, and longer.
                assertThat(tally.undecided()).as(phase).isZero();
                assertThat(tally.unnamed()).as(phase).isZero();
              });
    }
  }

  /** Whether every pod's Interlock is on generation {@code number}, and never started anew. */
  private static boolean generations(Namespace namespace, Release release, int number) {
    return namespace.pods(release.pods()).stream()
        .allMatch(
            pod ->
                ask(namespace, pod.at("/metadata/name").asString(), "/metrics")
                    .lines()
                    .anyMatch(line -> line.startsWith("interlock_config_generation " + number)));
  }

  private static void everyPodIsConfined(Namespace namespace, Release release) {
    assertThat(namespace.pods(release.pods()))
        .hasSize(2)
        .allSatisfy(
            pod -> {
              String name = pod.at("/metadata/name").asString();
              assertThat(ask(namespace, name, "/healthz")).isEqualTo("ok\n");
              assertThat(ask(namespace, name, "/readyz")).isEqualTo("ready\n");
              var interlock = pod.at("/spec/initContainers/0");
              assertThat(interlock.at("/livenessProbe/httpGet/path").asString())
                  .isEqualTo("/healthz");
              assertThat(interlock.at("/readinessProbe/httpGet/path").asString())
                  .isEqualTo("/readyz");
              for (String container : List.of("interlock", "envoy")) {
                assertThat(Confinement.of(namespace, name, container))
                    .as(name + ", " + container)
                    .isEqualTo(new Confinement(65532, true));
              }
            });
  }

  /** The API server's own word on every object that the chart can make. */
  private static void everythingIsTaken(Namespace namespace, Release release) throws Exception {
    String kinds = namespace.kubectl("api-resources", "-o", "name");
    for (Path values : release.matrix()) {
      var more =
          kinds.contains("servicemonitors.monitoring.coreos.com")
              ? new String[0]
              : new String[] {"--set", "serviceMonitor.enabled=false"};
      namespace.wouldTake(release.rendered(values, more));
    }
    assertThat(namespace.get("pdb", release.fullName()).at("/status/disruptionsAllowed").asInt())
        .isOne();
  }

  /** What a pod's health port answers, by way of the API server. */
  private static String ask(Namespace namespace, String pod, String path) {
    return namespace.kubectl(
        "get",
        "--raw",
        "/api/v1/namespaces/" + namespace.name() + "/pods/" + pod + ":9903/proxy" + path);
  }
}
