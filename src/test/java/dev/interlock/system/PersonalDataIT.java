package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Personal data stays on approved models, on a real Envoy, whatever fails. */
class PersonalDataIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String CARD = "4111 1111 1111 1111";
  private static final String IN_A_TOOL_CALL =
      """
      {"model":"%s","messages":[{"role":"user","content":"Prove it formally, step by step."},
       {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":
        {"name":"refund","arguments":"{\\"card\\":\\"4111 1111 1111 1111\\"}"}}]},
       {"role":"tool","tool_call_id":"1","content":"declined"}]}""";
  private static final String RULES =
      """
      policies:
        - name: personal data stays on-prem
          when: signals.pii.found
          allow: "model.id == 'small'"
        - name: keys go nowhere
          when: signals.pii.credential
          refuse: {message: "This request holds a secret."}
        - name: the best for the rest
          objective: {quality: 0.99}
      """;

  private static SystemFixture.Builder system() {
    return SystemFixture.example()
        .replacing("policies:\n", RULES)
        .replacing("failsafe:\n  model: small\n", "failsafe:\n  then: refuse\n");
  }

  @Test
  void a_card_number_in_a_tool_argument_goes_to_the_approved_model() {
    try (SystemFixture system = system().start()) {
      String plain = Bodies.of(Api.CHAT, "auto", "Prove it formally, step by step.");
      assertThat(model(system.envoy().post(CHAT, plain))).isEqualTo("frontier");

      HttpResponse<String> answer = system.envoy().post(CHAT, IN_A_TOOL_CALL.formatted("auto"));
      assertThat(model(answer)).isEqualTo("small");
      assertThat(system.lastRequest("small").body()).contains(CARD);
      assertThat(system.decision(answer).toString())
          .contains("\"kind\":\"card\"")
          .doesNotContain("4111");
      assertThat(system.metric("interlock_findings_total", "kind=\"card\"")).isEqualTo(1);

      HttpResponse<String> named = system.envoy().post(CHAT, IN_A_TOOL_CALL.formatted("frontier"));
      assertThat(named.statusCode()).isEqualTo(403);
      assertThat(system.server("frontier").requests().count()).isEqualTo(1);

      HttpResponse<String> secret =
          system
              .envoy()
              .post(CHAT, Bodies.of(Api.CHAT, "small", "why is password=Tr0ub4dor wrong"));
      assertThat(secret.statusCode()).isEqualTo(403);
      assertThat(secret.body()).contains("This request holds a secret.");
    }
  }

  @Test
  void without_a_sidecar_nobody_answers() {
    try (SystemFixture system = system().startWithoutSidecar(EnvoyFixture.newest())) {
      for (String model : new String[] {"auto", "frontier", "small"}) {
        HttpResponse<String> answer = system.envoy().post(CHAT, IN_A_TOOL_CALL.formatted(model));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
      }
      assertThat(system.envoy().post("/v1/other", IN_A_TOOL_CALL).statusCode()).isEqualTo(404);
      assertThat(system.requestsServed()).isZero();
    }
  }

  @Test
  void a_sidecar_that_dies_leaves_a_503_behind() {
    try (SystemFixture system = system().start()) {
      assertThat(model(system.envoy().post(CHAT, IN_A_TOOL_CALL.formatted("auto"))))
          .isEqualTo("small");
      long served = system.requestsServed();

      system.stopSidecar();

      assertThat(system.envoy().post(CHAT, IN_A_TOOL_CALL.formatted("auto")).statusCode())
          .isEqualTo(503);
      assertThat(system.requestsServed()).isEqualTo(served);
    }
  }

  private static String model(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return SystemFixture.header(answer, "x-interlock-model");
  }
}
