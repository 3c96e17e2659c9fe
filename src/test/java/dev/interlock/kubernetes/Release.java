package dev.interlock.kubernetes;

import dev.interlock.envoy.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The chart, installed as the guide says: from {@code interlock.yaml}, and from what {@code
 * interlock envoy} renders from it.
 */
record Release(Namespace namespace, String name, Path folder) {
  private static final Path RESOURCES = Path.of("src/test/resources/kubernetes");
  private static final String INTERLOCK = "target/dist/bin/interlock";

  /** The tests' configuration. */
  String configuration() {
    return resource("interlock.yaml").replace("NAMESPACE", namespace.name());
  }

  /** What selects its pods. */
  String pods() {
    return "app.kubernetes.io/instance=" + name;
  }

  /** What its objects are called. */
  String fullName() {
    return name + "-interlock";
  }

  /** Installs or upgrades, Envoy in the same pod, and waits until that is done. */
  void sidecar(String configuration, String... more) {
    Path envoy = folder.resolve("envoy.yaml");
    write(envoy, bootstrap(configuration));
    upgrade(configuration, List.of("--set-file", "envoy.bootstrap=" + envoy), List.of(more));
  }

  /** Installs or upgrades, Interlock alone, and waits until that is done. */
  void central(String configuration, String... more) {
    upgrade(configuration, List.of("--set", "mode=central"), List.of(more));
  }

  /** What `interlock envoy` prints. */
  String bootstrap(String configuration) {
    return Program.of(INTERLOCK, "envoy", "-c", file(configuration).toString()).run();
  }

  /** Back to what it was one revision ago. */
  void rollback() {
    namespace.helm("rollback", name, "--wait", "--timeout", "240s");
  }

  /** Puts the simulated models beside it. */
  void models() {
    namespace.apply(resource("models.yaml").replace("INTERLOCK_IMAGE", Setting.IMAGE.value()));
    namespace.awaitRollout("models");
  }

  /** The combinations of values that are tested. */
  List<Path> matrix() {
    return Waiting.on(
        () -> {
          try (var files = Files.list(Path.of(Setting.CHART.value(), "ci"))) {
            return files.sorted().toList();
          }
        });
  }

  /** What the chart makes of {@code values}. */
  String rendered(Path values, String... more) {
    return Program.of(Setting.HELM.value(), "template", "matrix", Setting.CHART.value())
        .with("-n", namespace.name(), "-f", values.toString())
        .with(more)
        .run();
  }

  /** Text of the tests' own. */
  static String resource(String file) {
    return Waiting.on(() -> Files.readString(RESOURCES.resolve(file)));
  }

  private void upgrade(String configuration, List<String> mode, List<String> more) {
    var command =
        new ArrayList<>(
            List.of(
                "upgrade",
                name,
                Setting.CHART.value(),
                "--install",
                "--wait",
                "--timeout",
                "240s"));
    command.addAll(List.of("-f", RESOURCES.resolve("values.yaml").toString()));
    command.addAll(List.of("--set-file", "config=" + file(configuration)));
    image(command, "image", Setting.IMAGE);
    image(command, "envoy.image", Setting.ENVOY);
    image(command, "test.image", Setting.CURL);
    command.addAll(mode);
    command.addAll(more);
    namespace.helm(command.toArray(String[]::new));
  }

  private static void image(List<String> command, String key, Setting image) {
    command.addAll(List.of("--set", key + ".repository=" + image.repository()));
    command.addAll(List.of("--set-string", key + ".tag=" + image.tag()));
  }

  private Path file(String configuration) {
    return write(folder.resolve("interlock.yaml"), configuration);
  }

  private static Path write(Path file, String text) {
    return Waiting.on(() -> Files.writeString(file, text));
  }
}
