package dev.interlock.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Interlock as a Service of its own, Envoy elsewhere: pods come and go, and one is killed. */
@EnabledIfSystemProperty(
    named = "interlock.kubernetes.kubectl",
    matches = ".+",
    disabledReason = "it needs a cluster: make test-k8s")
class CentralOnKubernetesIT {
  @TempDir private Path folder;

  @Test
  void a_killed_pod_costs_the_decision_not_the_answer() throws Exception {
    try (var namespace = Namespace.create("interlock-central")) {
      var release = new Release(namespace, "brain", folder);
      release.models();
      String configuration =
          release
              .configuration()
              .replace("unix:/run/interlock/interlock.sock", "0.0.0.0:9000")
              .replace(
                  "envoy: {",
                  "envoy: {sidecar: %s.%s.svc:9000, "
                      .formatted(release.fullName(), namespace.name()));
      release.central(configuration, "--set", "replicas=1", "--set", "drainSeconds=10");
      assertThat(namespace.helm("test", release.name())).contains("Phase:          Succeeded");
      envoy(namespace, release.bootstrap(configuration));

      try (var client = new Client(namespace.nodePort("envoy"))) {
        Namespace.await("decided", client::isDecided);
        underLoad(namespace, release, client, configuration);
      }
    }
  }

  private static void underLoad(
      Namespace namespace, Release release, Client client, String configuration) {
    try (var load = SteadyLoad.start(client, "steady")) {
      Namespace.pause(Duration.ofSeconds(5));

      Set<String> first = namespace.identities(release.pods());
      load.phase("new pod");
      release.central(
          configuration,
          "--set",
          "replicas=1",
          "--set",
          "drainSeconds=10",
          "--set",
          "podAnnotations.again=yes");
      namespace.awaitEnd(release.pods(), first);

      load.phase("killed pod");
      namespace.kubectl("delete", "pod", "-l", release.pods(), "--grace-period=0", "--force");
      namespace.awaitRollout(release.fullName());
      Namespace.await("decided again", client::isDecided);

      load.phase("after it");
      Namespace.pause(Duration.ofSeconds(5));
      var phases = load.stop();
      System.out.println(load);
      assertThat(phases)
          .hasSize(4)
          .allSatisfy((phase, tally) -> assertThat(tally.failures()).as(phase).isEmpty());
      assertThat(load.tally("new pod").undecided()).isZero();
      assertThat(load.tally("new pod").unnamed()).isZero();
      // What had decided and was killed before the answer cannot name it.
      assertThat(load.tally("killed pod").undecided()).isPositive();
      assertThat(load.tally("after it").undecided()).isZero();
      assertThat(load.tally("after it").unnamed()).isZero();
    }
  }

  private void envoy(Namespace namespace, String bootstrap) {
    Path file = folder.resolve("envoy.yaml");
    Path _ = Waiting.on(() -> Files.writeString(file, bootstrap));
    namespace.kubectl("create", "configmap", "envoy", "--from-file=" + file);
    namespace.apply(Release.resource("envoy.yaml").replace("ENVOY_IMAGE", Setting.ENVOY.value()));
    namespace.awaitRollout("envoy");
  }
}
