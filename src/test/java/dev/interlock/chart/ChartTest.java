package dev.interlock.chart;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart over a matrix of values, {@code helm/interlock/ci}: each is linted, rendered as it was
 * last looked at, and read by Kubernetes' own types. After a wanted change: {@code
 * -Dinterlock.golden=write}, and read the diff.
 */
class ChartTest {
  private static final Path GOLDEN = Path.of("src/test/resources/chart");
  private static final Path SIDECAR = Helm.CHART.resolve("ci/sidecar-values.yaml");

  private final Helm helm = Helm.find();

  static List<Path> values() throws IOException {
    try (var files = Files.list(Helm.CHART.resolve("ci"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void lints(Path values) {
    Helm.Run lint = helm.lint(values);
    assertThat(lint.status()).as(lint.output()).isZero();
  }

  @ParameterizedTest
  @MethodSource("values")
  void renders_what_was_looked_at(Path values) throws IOException {
    Path golden = GOLDEN.resolve(values.getFileName().toString().replace("-values", ""));
    Helm.Run run = helm.template(values);
    assertThat(run.status()).as(run.output()).isZero();

    if ("write".equals(System.getProperty("interlock.golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, run.output());
    }
    assertThat(run.output()).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @MethodSource("values")
  void is_what_kubernetes_types_know(Path values) {
    assertThat(Manifests.of(helm.template(values).output()))
        .isNotEmpty()
        .allSatisfy(each -> assertThatCode(() -> Manifests.check(each)).doesNotThrowAnyException());
  }

  /** What the API server holds against a pod, and no type knows. */
  @ParameterizedTest
  @MethodSource("values")
  void every_mount_has_its_volume(Path values) {
    JsonObject pod = pod(helm.template(values));
    Set<String> volumes = names(pod, "volumes").collect(toSet());

    assertThat(
            Stream.of("containers", "initContainers")
                .flatMap(kind -> Manifests.list(pod, kind))
                .flatMap(container -> names(container, "volumeMounts")))
        .isNotEmpty()
        .isSubsetOf(volumes);
  }

  /** Before 1.32 a Service has no endpoints that way, and a policy lets nobody in. */
  @ParameterizedTest
  @MethodSource("values")
  void nothing_names_a_port_of_a_sidecar_container(Path values) {
    Helm.Run run = helm.template(values);
    List<String> ports =
        Manifests.list(pod(run), "initContainers")
            .flatMap(container -> names(container, "ports"))
            .toList();

    assertThat(Manifests.of(run.output()))
        .filteredOn(
            each -> List.of("Service", "NetworkPolicy").contains(each.get("kind").getAsString()))
        .allSatisfy(
            each ->
                assertThat(ports)
                    .noneMatch(port -> each.toString().contains("ort\":\"%s\"".formatted(port))));
  }

  @Test
  void the_types_refuse_a_key_that_does_not_exist() {
    JsonObject deployment = deployment(helm.template(SIDECAR));
    deployment.getAsJsonObject("spec").addProperty("replica", 2);

    assertThatThrownBy(() -> Manifests.check(deployment)).hasMessageContaining("replica");
  }

  @Test
  void the_dashboard_is_the_one_in_the_chart() throws IOException {
    JsonObject dashboard =
        Manifests.of(helm.template(SIDECAR, "--set", "dashboard.enabled=true").output()).stream()
            .filter(each -> name(each).endsWith("-dashboard"))
            .findFirst()
            .orElseThrow();

    assertThatCode(() -> Manifests.check(dashboard)).doesNotThrowAnyException();
    assertThat(dashboard.getAsJsonObject("metadata").getAsJsonObject("labels").keySet())
        .contains("grafana_dashboard");
    assertThat(
            JsonParser.parseString(
                dashboard.getAsJsonObject("data").get("interlock.json").getAsString()))
        .isEqualTo(
            JsonParser.parseString(
                Files.readString(Helm.CHART.resolve("dashboards/interlock.json"))));
  }

  /** Who shows no key is refused, so the test asks only whether Interlock is ready. */
  @Test
  void what_helm_test_asks_is_answered_to_anybody() {
    String keys = "config=%s\ncallers: {api_keys: {}%s}";
    String config = "listen: unix:/run/interlock/interlock.sock\nenvoy: {listen: 0.0.0.0:10000}";

    assertThat(helm.template(SIDECAR).output()).contains("/v1/models");
    assertThat(helm.template(SIDECAR, "--set-string", escaped(keys.formatted(config, ""))).output())
        .doesNotContain("/v1/models")
        .contains("/readyz");
    assertThat(
            helm.template(
                    SIDECAR, "--set-string", escaped(keys.formatted(config, ", anonymous: true")))
                .output())
        .contains("/v1/models");
  }

  /** Helm splits at commas. */
  private static String escaped(String value) {
    return value.replace(",", "\\,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --set-string  | config=                                       | config: empty
          --set-string  | config=listen: 127.0.0.1:1                    | unix:/run/interlock/interlock.sock
          --set-string  | config=listen: unix:/run/interlock/interlock.sock | envoy.listen: 127.0.0.1:10000
          --set-string  | config=health: {listen: localhost:9903}       | health.listen: localhost:9903
          --set         | mode=central                                  | expected: 0.0.0.0:9000
          --set         | mode=both                                     | mode
          --set         | envoy.bootstrap=                              | envoy.bootstrap: empty
          --set         | envoy.bootstrapSecret=other                   | expected: one of them
          --set         | drainSeconds=4                                | drainSeconds
          --set         | terminationGracePeriodSeconds=49              | expected: at least drainSeconds + 20, 50
          --set         | topologySpreadConstraints=hard                | topologySpreadConstraints
          --set         | replica=2                                     | replica
          --set         | files.interlock\\.yaml=text                    | interlock.yaml
          """)
  void values_that_cannot_work_are_refused(String flag, String value, String why) {
    Helm.Run run = helm.template(SIDECAR, flag, value);

    assertThat(run.status()).isNotZero();
    assertThat(run.output()).contains(why);
  }

  /** Who writes the keys cannot be the Secret, which is mounted read-only, and only into Envoy. */
  @Test
  void keys_are_interlocks_to_write_where_envoy_follows() {
    Path follows = Helm.CHART.resolve("ci/sidecar-xds-values.yaml");
    Helm.Run secret = helm.template(follows, "--set", "envoy.apiKeysSecret=client-keys");
    assertThat(secret.status()).isNotZero();
    assertThat(secret.output()).contains("envoy.apiKeysSecret: client-keys", "interlock.env");

    Helm.Run elsewhere =
        helm.template(
            follows,
            "--set-string",
            escaped(
                """
                config=listen: unix:/run/interlock/interlock.sock
                envoy: {listen: '0.0.0.0:10000', xds: /run/interlock/xds}
                callers: {api_keys: {file: /etc/interlock-keys/api-keys.yaml}}
                """));
    assertThat(elsewhere.status()).isNotZero();
    assertThat(elsewhere.output())
        .contains("callers.api_keys.file: /etc/interlock-keys/api-keys.yaml");
  }

  /** Else the kubelet kills Interlock while it drains. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          central | 30 | {}                               | 60
          central | 40 | {}                               | 70
          central | 30 | {grace: 1s, deadline: 1500ms}    | 38
          central | 30 | {grace: 0s, deadline: 1h1m}      | 3695
          central | 30 | {grace: '${GRACE}', deadline: 08s} | 48
          sidecar | 40 | {}                               | 60
          sidecar | 30 | {grace: 10s, deadline: 1h}       | 55
          """)
  void a_pod_has_time_for_the_whole_drain(String mode, int drain, String settings, int least) {
    Path values = Helm.CHART.resolve("ci/" + mode + "-values.yaml");
    String config =
        mode.equals("central")
            ? "listen: '0.0.0.0:9000'"
            : "listen: 'unix:/run/interlock/interlock.sock'\nenvoy: {listen: '0.0.0.0:10000'}";
    String text = escaped("config=%s\ndrain: %s".formatted(config, settings));
    for (int seconds : List.of(least - 1, least)) {
      Helm.Run run =
          helm.template(
              values,
              "--set-string",
              text,
              "--set",
              "drainSeconds=%d,terminationGracePeriodSeconds=%d".formatted(drain, seconds));
      assertThat(run.status() == 0).as(run.output()).isEqualTo(seconds == least);
      if (seconds < least) {
        assertThat(run.output()).contains("+ %d, %d".formatted(least - drain, least));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0.1.0",
    "1.2.3, 1.2.3",
    "1.2.3@sha256:0123456789abcdef, 1.2.3",
    "a-very-long-name-of-a-branch-with-its-commit-behind-it-0123456789-abc, "
        + "a-very-long-name-of-a-branch-with-its-commit-behind-it-01234567"
  })
  void the_version_is_the_images(String tag, String version) {
    JsonObject deployment = deployment(helm.template(SIDECAR, "--set-string", "image.tag=" + tag));
    assertThat(
            deployment
                .getAsJsonObject("metadata")
                .getAsJsonObject("labels")
                .get("app.kubernetes.io/version")
                .getAsString())
        .isEqualTo(version);
  }

  private static JsonObject deployment(Helm.Run run) {
    return Manifests.of(run.output()).stream()
        .filter(each -> each.get("kind").getAsString().equals("Deployment"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject pod(Helm.Run run) {
    return deployment(run)
        .getAsJsonObject("spec")
        .getAsJsonObject("template")
        .getAsJsonObject("spec");
  }

  private static Stream<String> names(JsonObject parent, String list) {
    return Manifests.list(parent, list).map(each -> each.get("name").getAsString());
  }

  private static String name(JsonObject manifest) {
    return manifest.getAsJsonObject("metadata").get("name").getAsString();
  }
}
