package dev.interlock.envoy;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.Address;
import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.envoy.EnvoyCheck.Finding;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes every load-bearing line out of a good bootstrap, one at a time. */
class EnvoyCheckTest {
  private static final String EXISTING =
      "    - {name: existing, circuit_breakers: {thresholds: [{max_retries: 1000}]}}\n";

  private static final String GOOD = good();

  @Test
  void what_is_rendered_lacks_nothing() {
    assertThat(check(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("damages")
  void a_damaged_line_is_found(Damage damage) {
    String damaged = GOOD.replaceAll(damage.pattern, damage.replacement);

    assertThat(damaged).as("the damage is done").isNotEqualTo(GOOD);
    assertThat(check(damaged)).extracting(Finding::line).contains(damage.line);
  }

  static List<Damage> damages() {
    return List.of(
        new Damage(LoadBearing.READABLE, "(?s)^.+", "a: [b"),
        new Damage(LoadBearing.READABLE, "(?s)^.+", "- a list"),
        new Damage(LoadBearing.LISTENER, "ext_proc.v3.ExternalProcessor", "other.v3.Other"),
        new Damage(LoadBearing.LISTENER_BUFFER, "(?m)^ +per_connection_buffer_limit_bytes.*\n", ""),
        new Damage(LoadBearing.LISTENER_BUFFER, "limit_bytes: 1073741824", "limit_bytes: 1048576"),
        new Damage(
            LoadBearing.SIDECAR_BUFFER,
            "(?s)(- name: interlock\n.*?)limit_bytes: 1073741824",
            "$1limit_bytes: 9"),
        new Damage(LoadBearing.SIDECAR_WINDOW, "(stream_window_size:) \\d+", "$1 1048576"),
        new Damage(
            LoadBearing.SIDECAR_CAPACITY,
            "(?s)(- name: interlock\n.*?max_requests:) \\d+",
            "$1 1024"),
        new Damage(
            LoadBearing.SIDECAR_PROTOCOL,
            "(?s)(- name: interlock\n.*?)http2_protocol",
            "$1http_protocol"),
        new Damage(
            LoadBearing.SIDECAR_PROTOCOL, "cluster_name: interlock", "cluster_name: another"),
        new Damage(LoadBearing.BODY_LIMIT, "max_request_bytes", "some_bytes"),
        new Damage(LoadBearing.PATH_SPELLING, "normalize_path: true", "normalize_path: false"),
        new Damage(LoadBearing.PATH_SPELLING, "(?m)^ *merge_slashes: true\n", ""),
        new Damage(LoadBearing.STRIP_INBOUND, "prefix: x-interlock-", "prefix: x-other-"),
        new Damage(LoadBearing.STRIP_INBOUND, "prefix: x-envoy-", "prefix: x-other-"),
        new Damage(LoadBearing.STRIP_OUTBOUND, "remove: authorization", "remove: nothing"),
        new Damage(LoadBearing.UPSTREAM_CODEC, "upstream_codec.v3.UpstreamCodec", "a.v3.Other"),
        new Damage(LoadBearing.FAIL_OPEN, "failure_mode_allow: true", "failure_mode_allow: false"),
        new Damage(LoadBearing.MESSAGE_TIMEOUT, "message_timeout: 0.5s", "message_timeout: 0.2s"),
        new Damage(LoadBearing.STREAM_TIMEOUT, "(?m)^( *)(envoy_grpc:)", "$1timeout: 5s\n$1$2"),
        new Damage(LoadBearing.PROCESSING_MODE, "BUFFERED", "STREAMED"),
        new Damage(
            LoadBearing.PROCESSING_MODE, "request_header_mode: SEND", "request_header_mode: SKIP"),
        new Damage(
            LoadBearing.PROCESSING_MODE, "allow_mode_override: true", "allow_mode_override: false"),
        new Damage(LoadBearing.METADATA, "receiving_namespaces", "forwarding_namespaces"),
        new Damage(
            LoadBearing.GUARDED_CLUSTER,
            "(?s)string_match:\n *safe_regex:\n *regex:[^\n]*",
            "present_match: true"),
        new Damage(
            LoadBearing.GUARDED_CLUSTER, "cluster_header: x-interlock-cluster", "cluster: small"),
        new Damage(LoadBearing.ROUTED_MODEL, "regex: small\\|", "regex: "),
        new Damage(LoadBearing.FAILSAFE_ROUTE, "(?m)^( *)cluster: small\n", "$1cluster: large\n"),
        new Damage(LoadBearing.FAILSAFE_MODEL, "model: real-small", "model: auto"),
        new Damage(LoadBearing.ROUTE_TIMEOUT, "(?m)^ *timeout: 600s\n", ""),
        new Damage(
            LoadBearing.IDLE_TIMEOUT, "stream_idle_timeout: 600s", "stream_idle_timeout: 5s"),
        new Damage(LoadBearing.NO_HEDGING, "(?m)^( *)(retry_policy:)", "$1hedge_policy: {}\n$1$2"),
        new Damage(LoadBearing.MODEL_CLUSTER, "- name: small\n", "- name: smal\n"),
        new Damage(LoadBearing.RETRY_CAPACITY, "(?m)^ *max_retries: \\d+\n", ""),
        new Damage(LoadBearing.SERVER_NAME, "match_typed_subject_alt_names:", "something_else:"),
        new Damage(
            LoadBearing.NO_INLINE_SECRET,
            "environment_variable: PROVIDER_KEY",
            "inline_string: sk-1"));
  }

  @Test
  void every_load_bearing_line_has_a_damage_that_shows_it() {
    Set<LoadBearing> shown =
        damages().stream().map(Damage::line).collect(Collectors.toCollection(TreeSet::new));
    shown.add(LoadBearing.NO_ANSWER); // Of other configurations: the tests below.
    shown.add(LoadBearing.OBSERVING);
    shown.add(LoadBearing.UNENFORCED);
    shown.addAll(CallerCheckTest.shown());
    assertThat(shown).containsExactlyElementsOf(Arrays.asList(LoadBearing.values()));
  }

  @Test
  void who_observes_neither_waits_nor_follows() {
    EnvoySettings settings = steering(Steering.NONE);
    String good = EnvoyBootstrap.render(settings, Example.CATALOG) + EXISTING;
    String waiting = good.replace("observability_mode: true", "observability_mode: false");

    assertThat(EnvoyCheck.check(good, settings, Example.CATALOG)).isEmpty();
    assertThat(good).doesNotContain("cluster_header");
    assertThat(EnvoyCheck.check(waiting, settings, Example.CATALOG))
        .extracting(Finding::line)
        .containsExactly(LoadBearing.OBSERVING);
  }

  @Test
  void a_share_leaves_the_rest_to_the_models_it_names() {
    EnvoySettings settings = steering(Steering.SHARE);
    String good = EnvoyBootstrap.render(settings, Example.CATALOG) + EXISTING;
    String claimed = good.replace("x-interlock-share", "x-share");
    String nobody = good.replace("dynamic_metadata", "metadata");

    assertThat(EnvoyCheck.check(good, settings, Example.CATALOG)).isEmpty();
    assertThat(EnvoyCheck.check(claimed, settings, Example.CATALOG))
        .extracting(Finding::line)
        .contains(LoadBearing.UNENFORCED)
        .containsOnly(LoadBearing.UNENFORCED);
    assertThat(EnvoyCheck.check(nobody, settings, Example.CATALOG))
        .extracting(Finding::line)
        .containsExactly(LoadBearing.UNENFORCED);
  }

  private static EnvoySettings steering(Steering steering) {
    Type<EnvoySettings> type =
        object(
            in ->
                EnvoySection.read(
                    in,
                    new Address.Unix("/run/interlock.sock"),
                    Duration.ofMillis(250),
                    steering,
                    Example.CATALOG,
                    Optional.empty()));
    return ConfigText.read(type, "failsafe: {model: small}").get();
  }

  @Test
  void where_nobody_answers_a_fixed_route_is_found() {
    Path socket = Path.of("/run/interlock.sock");
    var nobody = EnvoySettings.of(socket, new Failsafe("", false, Optional.empty(), true));
    var somebody = EnvoySettings.of(socket, Failsafe.to("small"));
    String closed = EnvoyBootstrap.render(nobody, Example.CATALOG) + EXISTING;
    String open = EnvoyBootstrap.render(somebody, Example.CATALOG) + EXISTING;

    assertThat(EnvoyCheck.check(closed, nobody, Example.CATALOG)).isEmpty();
    assertThat(EnvoyCheck.check(open, nobody, Example.CATALOG))
        .extracting(Finding::line)
        .contains(LoadBearing.NO_ANSWER);
  }

  @Test
  void a_finding_says_where_what_and_why() {
    var finding = check(GOOD.replace("message_timeout: 0.5s", "message_timeout: 0.2s")).getFirst();

    assertThat(finding)
        .hasToString(
            "static_resources.listeners[0].filter_chains[0].filters[0].typed_config.http_filters[2]"
                + ".typed_config.message_timeout: 0.2s (expected: at least 0.5s) [message-timeout:"
                + " Envoy must be more patient than Interlock, or no deadline is ever handled]");
  }

  @Test
  void a_secret_is_never_repeated() {
    String damaged = GOOD.replace("environment_variable: PROVIDER_KEY", "inline_string: sk-123");

    assertThat(check(damaged).toString()).doesNotContain("sk-123");
  }

  @Test
  void envoys_json_spelling_is_read_too() {
    String json =
        GOOD.replace("per_connection_buffer_limit_bytes", "perConnectionBufferLimitBytes");

    assertThat(check(json)).isEmpty();
  }

  private static List<Finding> check(String bootstrap) {
    return EnvoyCheck.check(bootstrap, Example.SETTINGS, Example.CATALOG);
  }

  /** What is rendered, and the cluster that an operator defines. */
  private static String good() {
    return EnvoyBootstrap.render(Example.SETTINGS, Example.CATALOG) + EXISTING;
  }

  record Damage(LoadBearing line, String pattern, String replacement) {}
}
