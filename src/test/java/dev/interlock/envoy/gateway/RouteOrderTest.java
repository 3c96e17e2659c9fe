package dev.interlock.envoy.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.gateway.EnvoyGateway.Rendering;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which rule a request meets, in the order in which Envoy Gateway asks them. */
class RouteOrderTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String CLUSTER = "x-interlock-cluster";

  private final RouteTable routes =
      new RouteTable(
          switch (EnvoyGateway.render(
              GatewayExample.OPTIONS, GatewayExample.SETTINGS, GatewayExample.CATALOG)) {
            case Rendering.Resources(String yaml) -> yaml;
            case Rendering.Refused(List<String> problems) -> throw new AssertionError(problems);
          });

  @Test
  void a_decision_comes_first_whatever_else_is_true() {
    var decided = Map.of(CLUSTER, "Frontier_1", "x-data-class", "restricted");

    assertThat(routes.match(CHAT, decided)).isEqualTo("interlock-decided → interlock-frontier-1");
    assertThat(routes.match("/V1/Chat/Completions/", decided))
        .isEqualTo("interlock-decided → interlock-frontier-1");
    assertThat(routes.match("/v1/messages", Map.of(CLUSTER, "claude")))
        .isEqualTo("interlock-decided → interlock-claude");
  }

  @Test
  void a_plan_goes_on_to_the_one_model_that_hears_the_same() {
    assertThat(routes.match(CHAT, Map.of(CLUSTER, "small+small-west")))
        .isEqualTo("interlock-failover → interlock-small, interlock-small-west-stand-in");
    assertThat(routes.match(CHAT, Map.of(CLUSTER, "small+Frontier_1")))
        .isEqualTo("interlock-decided → interlock-small");
    assertThat(routes.match(CHAT, Map.of(CLUSTER, "Frontier_1+small")))
        .isEqualTo("interlock-decided → interlock-frontier-1");
  }

  @Test
  void a_name_that_no_plan_has_is_no_decision() {
    assertThat(routes.match(CHAT, Map.of(CLUSTER, "elsewhere")))
        .isEqualTo("interlock-undecided → interlock-small");
  }

  @Test
  void without_a_decision_what_is_sensitive_is_refused_everywhere() {
    for (String value : List.of("restricted", "TOP SECRET", "public, restricted")) {
      var sensitive = Map.of("x-data-class", value);
      for (String path : List.of(CHAT, "/v1/embeddings", "/v1/models", "/v1/models/x", "/other")) {
        assertThat(routes.match(path, sensitive))
            .as(path)
            .isEqualTo("interlock-undecided → interlock-unavailable-openai");
      }
      for (String path : List.of("/v1/messages", "/v1/messages/count_tokens")) {
        assertThat(routes.match(path, sensitive))
            .as(path)
            .isEqualTo("interlock-undecided → interlock-unavailable-anthropic");
      }
    }
  }

  @Test
  void without_a_decision_the_fail_safe_model_answers_what_it_serves() {
    assertThat(routes.match(CHAT, Map.of())).isEqualTo("interlock-undecided → interlock-small");
    assertThat(routes.match("/v1/embeddings", Map.of()))
        .isEqualTo("interlock-undecided → interlock-unavailable-openai");
    assertThat(routes.match("/v1/messages", Map.of()))
        .isEqualTo("interlock-undecided → interlock-unavailable-anthropic");
    assertThat(routes.match("/v1/files", Map.of()))
        .isEqualTo("interlock-undecided → interlock-small");
  }
}
