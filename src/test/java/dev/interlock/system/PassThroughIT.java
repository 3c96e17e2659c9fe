package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static dev.interlock.system.SystemFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The kill switch: nothing is decided, and Envoy does what it does alone. That keeps every promise
 * of the policy, for the fail-safe model is one that every rule allows whatever the prompt.
 */
@Tag("alone")
class PassThroughIT {
  private static final String CHAT = Api.CHAT.path();
  private static final String CONTRACT =
      "Extract every termination clause and its notice period from this agreement.";

  private SystemFixture system;

  @BeforeEach
  void start() {
    system = SystemFixture.example().start();
  }

  @AfterEach
  void stop() {
    system.close();
  }

  @Test
  void it_is_on_within_a_second_and_off_again() {
    assertThat(header(ask(Bodies.auto(CONTRACT)), "x-simulated-model")).isEqualTo("medium");

    long began = System.nanoTime();
    HttpResponse<String> on = system.adminPost("/api/passthrough", "{\"enabled\": true}");
    assertUndecided(ask(Bodies.auto(CONTRACT)));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    assertThat(json(on).get("active").asBoolean()).isTrue();
    assertThat(system.metric("interlock_passthrough")).isEqualTo(1);

    // A reload does not turn it off: whoever turned it on does.
    system.edit(ReloadIT::everythingToFrontier);
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    assertUndecided(ask(Bodies.auto(CONTRACT)));

    HttpResponse<String> off = system.adminPost("/api/passthrough", "{\"enabled\": false}");
    assertThat(json(off).get("active").asBoolean()).isFalse();
    assertThat(header(ask(Bodies.auto("Hi!")), "x-interlock-decision")).startsWith("d-");
  }

  @Test
  void no_prompt_reaches_a_model_that_a_rule_forbids_it() {
    system.adminPost("/api/passthrough", "{\"enabled\": true}");
    long frontier = system.server("frontier").requests().count();

    // Whatever the client names: a rule might forbid the model, and rules are not looked at.
    assertUndecided(ask(Bodies.of(Api.CHAT, "frontier", CONTRACT)));
    assertUndecided(ask(Bodies.streamed(Api.CHAT, "auto", CONTRACT)));
    assertThat(system.server("frontier").requests().count()).isEqualTo(frontier);
    assertThat(system.lastRequest("small").model()).isEqualTo("qwen2.5-7b-instruct");

    long served = system.requestsServed();
    HttpResponse<String> sensitive =
        system.envoy().post(CHAT, Bodies.auto("secret"), "x-data-class", "restricted");
    assertThat(sensitive.statusCode()).isEqualTo(503);
    assertThat(header(sensitive, "retry-after")).isNotEmpty();
    assertThat(system.requestsServed()).isEqualTo(served);
  }

  @Test
  void the_file_can_say_so_too() {
    system.edit(text -> text + "\nmode: passthrough\n");
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    assertUndecided(ask(Bodies.auto(CONTRACT)));
    var state = system.adminGet("/api/passthrough");
    assertThat(state.get("configured").asBoolean()).isTrue();
    assertThat(state.get("switched").asBoolean()).isFalse();

    system.edit(text -> text.replace("\nmode: passthrough\n", ""));
    assertThat(system.adminPost("/api/reload", "").statusCode()).isEqualTo(200);
    assertThat(header(ask(Bodies.auto(CONTRACT)), "x-simulated-model")).isEqualTo("medium");
  }

  @Test
  void a_page_in_a_browser_cannot_press_it() {
    HttpResponse<String> refused =
        system.adminPost("/api/passthrough", "{\"enabled\": true}", "origin", "http://evil.test");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(system.adminGet("/api/passthrough").get("active").asBoolean()).isFalse();
  }

  private HttpResponse<String> ask(String body) {
    HttpResponse<String> response = system.envoy().post(CHAT, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static void assertUndecided(HttpResponse<String> response) {
    assertThat(header(response, "x-simulated-model")).isEqualTo("small");
    assertThat(header(response, "x-interlock-model")).isEqualTo("small");
    assertThat(header(response, "x-interlock-reason")).isEqualTo("failsafe");
    assertThat(header(response, "x-interlock-decision")).isEmpty();
  }
}
