package dev.interlock.system;

import static dev.interlock.system.SystemFixture.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.interlock.browser.Chromium;
import dev.interlock.browser.Tab;
import dev.interlock.inference.Api;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The why page in a real browser, over decisions that a real Envoy asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("alone")
class WhyPageIT {
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("interlock.basedir", ""), "target", "screenshots");
  private static final String MARKUP = "<img src=x onerror=document.title='owned'>";
  private static final List<String> PROMPTS =
      List.of(
          "Hi there, good morning!",
          "Draft the risk disclosure section of the annual report for regulators",
          "Extract the governing law and every termination clause from the lease",
          "How do I reset my password?",
          "Write a Python function that merges two sorted lists.",
          "Translate this email into German.",
          "Thanks a lot, that was really helpful.",
          "Prove that there are infinitely many primes and that their reciprocals diverge.",
          "Which obligations survive the end of this agreement?",
          "Where can I see which plan I am on?");

  private SystemFixture system;
  private Chromium browser;
  private Tab tab;

  @BeforeAll
  void start() {
    var installed = Chromium.installed();
    assumeThat(installed)
        .as("The why page is not tested: no chromium on the PATH (scripts/browser installs it)")
        .isPresent();
    system = SystemFixture.example().start();
    for (int i = 0; i < 24; i++) {
      String prompt = PROMPTS.get(i % PROMPTS.size());
      assertThat(system.envoy().post(Api.CHAT.path(), Bodies.auto(prompt)).statusCode())
          .isEqualTo(200);
    }
    system.envoy().post(Api.CHAT.path(), Bodies.of(Api.CHAT, "frontier", "Hello"));
    system.envoy().post(Api.CHAT.path(), Bodies.of(Api.CHAT, MARKUP, "Hello"));
    browser = Chromium.start(installed.get());
    tab = browser.tab();
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (system != null) {
      system.close();
    }
  }

  @Test
  @Order(1)
  void the_first_paint_takes_less_than_a_second() {
    tab.appear(1440, 1000, false);
    tab.go(page());
    tab.until("performance.getEntriesByName('first-contentful-paint').length");

    double millis =
        tab.value("performance.getEntriesByName('first-contentful-paint')[0].startTime").asDouble();
    System.out.printf("why page: first contentful paint after %.0f ms%n", millis);
    assertThat(millis).isLessThan(1000);
  }

  @Test
  @Order(2)
  void shows_what_was_decided_and_what_it_saved() {
    tab.until("document.querySelectorAll('[role=option]').length === 26");
    tab.until("document.querySelector('#saved').textContent.startsWith('$')");

    assertThat(tab.text("#decisions")).contains("small", "medium", "frontier", "small-talk");
    assertThat(tab.text("#generation")).startsWith("1-");
    assertThat(tab.text("#saved-share")).endsWith("%");
    assertThat(tab.text("#connection-text")).isEqualTo("live");
    String intents = "[...document.querySelectorAll('.row .intent')].map(cell => cell.textContent)";
    assertThat(strings(tab.value(intents))).contains("small-talk", "–").doesNotContain("chat");
  }

  @Test
  @Order(3)
  void what_a_client_writes_is_text() {
    assertThat(tab.text("#decisions")).contains(MARKUP);
    tab.until("document.querySelector('#decision .id')");
    assertThat(tab.text("#decision")).contains(MARKUP);
    assertThat(tab.value("document.title").asString()).startsWith("Why");
    assertThat(
            tab.value("document.querySelectorAll('#decisions img, #decision img').length").asInt())
        .isZero();
  }

  @Test
  @Order(4)
  void new_decisions_appear_by_themselves() {
    String answer =
        header(
            system.envoy().post(Api.CHAT.path(), Bodies.auto(PROMPTS.getFirst())),
            "x-interlock-decision");

    tab.until("document.getElementById('row-" + answer + "')");
    assertThat(tab.value("document.querySelector('[role=option]').id").asString())
        .isEqualTo("row-" + answer);
  }

  @Test
  @Order(5)
  void the_keyboard_takes_one_apart() {
    String answer =
        header(
            system.envoy().post(Api.CHAT.path(), Bodies.auto(PROMPTS.get(1))),
            "x-interlock-decision");
    tab.until("document.getElementById('row-" + answer + "')");
    tab.value("document.getElementById('decisions').focus({preventScroll: true})");
    tab.press("Home");
    tab.until("document.querySelector('#decision .id')?.textContent === '" + answer + "'");

    assertThat(tab.text("#decision"))
        .contains("auto", "frontier", "risk-summary", "risk disclosures need the best")
        .contains("Why this one, and why not the others", "What would flip it", "What was seen");
    tab.press("ArrowDown");
    tab.until("document.querySelector('#decision .id')?.textContent !== '" + answer + "'");
    tab.press("Home");
    tab.until("document.querySelector('#decision .id')?.textContent === '" + answer + "'");
    picture("light-wide", 1440, 1000, false);
    picture("dark-wide", 1440, 1000, true);
    picture("light-narrow", 420, 900, false);
    picture("dark-narrow", 420, 900, true);
    tab.appear(1440, 1000, false);
  }

  @Test
  @Order(6)
  void a_prompt_is_explained_and_sent_nowhere() {
    long served = system.requestsServed();
    tab.value("document.getElementById('prompt').focus()");
    tab.type("Extract the governing law and every termination clause from the lease");
    tab.value("document.getElementById('ask').requestSubmit()");
    tab.until("document.querySelector('#decision .badge')?.textContent.startsWith('asked here')");

    assertThat(tab.text("#decision")).contains("contract-extraction", "medium");
    assertThat(system.requestsServed()).isEqualTo(served);
  }

  @Test
  @Order(7)
  void a_bad_request_is_explained_as_such() {
    tab.value(
        "(document.getElementById('raw').checked = true,"
            + " document.getElementById('prompt').value = '{\"model\": 7}',"
            + " document.getElementById('ask').requestSubmit())");
    tab.until("!document.getElementById('ask-error').hidden");
    assertThat(tab.text("#ask-error")).contains("model");
  }

  @Test
  @Order(8)
  void the_theme_is_the_systems_until_the_reader_says_otherwise() {
    String background = "getComputedStyle(document.body).backgroundColor";
    tab.appear(1440, 1000, false);
    String light = tab.value(background).asString();
    tab.appear(1440, 1000, true);
    String dark = tab.value(background).asString();
    assertThat(dark).isNotEqualTo(light);

    tab.value("document.getElementById('theme').click()");
    assertThat(tab.value(background).asString()).isEqualTo(light);
    tab.go(page());
    assertThat(tab.value(background).asString()).as("kept").isEqualTo(light);
  }

  @Test
  @Order(9)
  void the_theme_button_stays_in_the_first_line_however_narrow_the_page() {
    String middle =
        "(([top, bottom]) => (top + bottom) / 2)"
            + "((box => [box.top, box.bottom])(document.querySelector('%s').getBoundingClientRect()))";
    for (int width : List.of(1440, 576, 500, 420, 340)) {
      tab.appear(width, 900, false);
      assertThat(tab.value(middle.formatted("#theme")).asDouble())
          .as("at %d px", width)
          .isCloseTo(tab.value(middle.formatted("h1")).asDouble(), within(8.0));
    }
    picture("light-500", 500, 900, false);
    tab.appear(1440, 1000, false);
  }

  @Test
  @Order(10)
  void nothing_is_wanted_from_elsewhere_and_every_control_has_a_name() {
    strings(tab.value("performance.getEntriesByType('resource').map(r => new URL(r.name).origin)"))
        .forEach(origin -> assertThat(origin).isEqualTo(page().toString().replaceAll("/$", "")));
    assertThat(
            strings(
                tab.value(
                    "[...document.querySelectorAll('button, input, select, textarea')]"
                        + ".filter(c => !c.closest('dialog') && !(c.labels?.length"
                        + " || c.ariaLabel || c.textContent.trim())).map(c => c.id)")))
        .isEmpty();
    assertThat(tab.complaints())
        .filteredOn(complaint -> !complaint.contains("api/explain"))
        .isEmpty();
  }

  @Test
  @Order(11)
  void feedback_shows_who_is_disliked_for_what() {
    HttpResponse<String> answer = system.envoy().post(Api.CHAT.path(), Bodies.auto(PROMPTS.get(3)));
    system.adminPost(
        "/api/feedback",
        "{\"decision\": \"%s\", \"good\": false}"
            .formatted(header(answer, "x-interlock-decision")));

    tab.until("!document.querySelector('#memory').hidden");
    tab.value("document.querySelector('#configuration').open = true");
    assertThat(tab.text("#disliked")).contains("small", "support", "1 with friction");
    assertThat(tab.text("#friction")).contains("everything else");
  }

  private void picture(String name, int width, int height, boolean dark) {
    tab.appear(width, height, dark);
    tab.screenshot(SCREENSHOTS.resolve("why-" + name + ".png"));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  private URI page() {
    return system.admin("/");
  }
}
