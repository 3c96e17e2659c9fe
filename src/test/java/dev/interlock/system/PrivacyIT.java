package dev.interlock.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.bootstrap.SidecarProcess;
import dev.interlock.envoy.EnvoyFixture;
import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people write is in no log, no metric and no record. */
class PrivacyIT {
  private static final String CANARY = "xylophone-canary-7731";

  @Test
  void no_prompt_text_anywhere() {
    String chat = Api.CHAT.path();
    try (SystemFixture system =
        SystemFixture.example().asProcess().startWithoutSidecar(EnvoyFixture.newest())) {
      var seen = new ArrayList<String>();
      try (SidecarProcess sidecar = system.startProcess()) {
        assertThat(sidecar.pid()).isPositive();
        String prompt = "My password is " + CANARY + ", please summarise it.";
        String whole = Bodies.auto(prompt);
        List<HttpResponse<String>> answers =
            List.of(
                system.envoy().post(chat, whole),
                system.envoy().post(chat, Bodies.streamed(Api.CHAT, "small", prompt)),
                system
                    .envoy()
                    .post(
                        Api.MESSAGES.path(),
                        Bodies.of(Api.MESSAGES, "auto", prompt),
                        "anthropic-version",
                        "2023-06-01"),
                system.envoy().post(chat, whole.replace("{\"role\"", "{\"role\":1,\"role\"")),
                system.envoy().post(chat, whole.substring(0, whole.length() - 5)),
                system.envoy().post(chat, whole + whole),
                system.envoy().post(chat, Bodies.of(Api.CHAT, "nobody", prompt)),
                system.envoy().post("/v1/other", whole));

        assertThat(answers.subList(0, 3))
            .allSatisfy(
                answer -> {
                  assertThat(answer.statusCode()).isEqualTo(200);
                  seen.add(system.decision(answer).toString());
                  seen.add(system.accessLog(answer).toString());
                });
        assertThat(answers.subList(3, 7))
            .allSatisfy(
                answer -> {
                  assertThat(answer.statusCode()).isBetween(400, 404);
                  seen.add(answer.body());
                });
        seen.add(system.metrics());
        seen.add(system.adminGet("/api/decisions").toString());
        seen.add(system.adminGet("/api/status").toString());
        system.accessLog(line -> line.get("path").asString("").equals("/v1/other"));
      }
      seen.add(SystemFixture.read(system.sidecarLog()));
      seen.add(SystemFixture.read(system.envoy().process().accessLog()));
      seen.add(SystemFixture.read(system.envoy().process().directory().resolve("envoy.log")));

      assertThat(seen).allSatisfy(text -> assertThat(text).isNotNull().doesNotContain("canary"));
      assertThat(seen).anySatisfy(text -> assertThat(text).contains("ready: deciding"));
    }
  }
}
