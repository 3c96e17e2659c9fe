package dev.interlock.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A namespace of its own in the cluster that {@code KUBECONFIG} names, deleted at the end. It
 * enforces Kubernetes' restricted Pod Security Standard: pods that could be root are not admitted.
 */
final class Namespace implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration POLL = Duration.ofMillis(500);

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  /** One whose name begins with {@code prefix}. */
  static Namespace create(String prefix) {
    String name = prefix + "-" + ProcessHandle.current().pid();
    kubectl().with("create", "namespace", name).run();
    kubectl()
        .with("label", "namespace", name, "pod-security.kubernetes.io/enforce=restricted")
        .run();
    return new Namespace(name);
  }

  String name() {
    return name;
  }

  /** What kubectl prints. */
  String kubectl(String... arguments) {
    return kubectl().with("-n", name).with(arguments).run();
  }

  /** What helm prints. */
  String helm(String... arguments) {
    return Program.of(Setting.HELM.value(), "-n", name).with(arguments).run();
  }

  /** Creates or changes what the manifests say. */
  void apply(String manifests) {
    kubectl().with("-n", name, "apply", "-f", "-").run(manifests);
  }

  /** Whether the API server would take the manifests; fails the test if not. */
  void wouldTake(String manifests) {
    kubectl().with("-n", name, "apply", "--dry-run=server", "-f", "-").run(manifests);
  }

  /** One object or a list of them. */
  JsonNode get(String... what) {
    return JsonMapper.shared()
        .readTree(kubectl().with("-n", name, "get", "-o", "json").with(what).run());
  }

  /** The pods that {@code selector} names and that nobody has told to end. */
  List<JsonNode> pods(String selector) {
    return all(selector).stream()
        .filter(pod -> pod.at("/metadata/deletionTimestamp").isMissingNode())
        .toList();
  }

  /** Their identities; another one is another pod, even under the same name. */
  Set<String> identities(String selector) {
    return pods(selector).stream()
        .map(pod -> pod.at("/metadata/uid").asString())
        .collect(Collectors.toSet());
  }

  /** Waits until none of {@code identities} is there, ending or not. */
  void awaitEnd(String selector, Set<String> identities) {
    await(
        "old pods gone",
        () ->
            all(selector).stream()
                .noneMatch(pod -> identities.contains(pod.at("/metadata/uid").asString())));
  }

  /** Waits until a deployment has what it wants, and nothing else. */
  void awaitRollout(String deployment) {
    kubectl("rollout", "status", "deployment/" + deployment, "--timeout=240s");
  }

  /** The port on every node that leads to the first port of a Service. */
  int nodePort(String service) {
    return get("service", service).at("/spec/ports/0/nodePort").asInt();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": not within " + PATIENCE.toMinutes() + " minutes");
      }
      pause(POLL);
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private List<JsonNode> all(String selector) {
    return get("pods", "-l", selector).get("items").valueStream().toList();
  }

  private static Program kubectl() {
    return Program.of(Setting.KUBECTL.value());
  }

  @Override
  public void close() {
    kubectl().with("delete", "namespace", name, "--wait=false").run();
  }
}
