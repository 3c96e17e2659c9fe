package dev.interlock.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GoldenRunTest {
  private static final String CONFIGURATION =
      """
      version: 1
      encoder: {forward: off}
      models:
        - {id: small, address: "http://127.0.0.1:9101", context_window: 32768, quality: 0.6, price: {input: 0.1, output: 0.3}}
        - {id: large, address: "http://127.0.0.1:9103", context_window: 200000, quality: 0.9, price: {input: 5, output: 15}}
      virtual_models:
        - {name: auto, models: [small, large], default: small}
      policies:
        - {name: vip, when: "'x-tier' in request.headers && request.headers['x-tier'] == 'vip'", allow: "model.id == 'large'"}
        - {name: no streams, when: request.stream, refuse: {message: not here}}
        - {name: everything else, objective: {quality: 0}}
      failsafe: {model: large, open: true}
      """;

  @TempDir Path directory;

  @Test
  void routes_that_hold_pass() throws IOException {
    GoldenRun run =
        run(
            """
            routes:
              - {name: cheap, prompt: Hello, expect: {model: small, rule: everything else}}
              - {name: vip, prompt: Hello, headers: {X-Tier: vip}, expect: {one_of: [large], never: [small], rule: vip}}
              - name: refused
                request: {model: auto, stream: true, messages: [{role: user, content: Hello}]}
                expect: {refused: true, reason: policy_refused}
            """);

    assertThat(run.text()).isEqualTo(directory.resolve("routes.yaml") + ": 3 of 3 routes hold\n");
    assertThat(run.passed()).isTrue();
  }

  @Test
  void a_misspelt_model_is_an_error_and_holds_nothing() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    routes:
                      - {name: not there, prompt: Hello, expect: {never: [larg], one_of: [smal]}}
                    """))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("routes.yaml:2")
        .hasMessageContaining("unknown model `larg` (expected: one of small, large)")
        .hasMessageContaining("`smal`");
  }

  @Test
  void a_failure_says_what_came_and_why() throws IOException {
    GoldenRun run =
        run(
            """
            routes:
              - {name: good, prompt: Hello, expect: {model: small}}
              - name: should be large
                prompt: A secret word
                expect: {model: large, never: [small], rule: vip, refused: true, reason: named, intent: sales}
            """);

    assertThat(run.passed()).isFalse();
    assertThat(run.text())
        .contains("FAIL  should be large  (", "routes.yaml:3)")
        .contains("model: small (expected: large)")
        .contains("model: small (expected: anyone else)")
        .contains("rules: everything else (expected: vip)")
        .contains("refused: false (expected: true)")
        .contains("reason: cheapest_sufficient (expected: named)")
        .contains("(expected: sales)")
        .contains("large is not it: ")
        .endsWith("1 of 2 routes hold, 1 do not\n")
        .doesNotContain("secret", "FAIL  good");
  }

  @Test
  void build_servers_read_the_failures()
      throws IOException, ParserConfigurationException, SAXException {
    GoldenRun run =
        run(
            """
            routes:
              - {name: "a <b> & \\"c\\"", prompt: Hello, expect: {model: large}}
              - {name: good, prompt: Hello, expect: {model: small}}
            """);
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(run.junit())));

    assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("2");
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    var cases = xml.getElementsByTagName("testcase");
    assertThat(cases.item(0).getAttributes().getNamedItem("name").getNodeValue())
        .isEqualTo("a <b> & \"c\"");
    assertThat(cases.item(0).getTextContent()).contains("large is not it");
    assertThat(cases.item(1).hasChildNodes()).isFalse();
  }

  @Test
  void programs_read_them_too() throws IOException {
    JsonNode json =
        JsonMapper.shared()
            .readTree(run("routes: [{name: a, prompt: Hello, expect: {model: large}}]").json());

    assertThat(json.path("failed").asInt()).isOne();
    assertThat(json.at("/results/0/failures/0").asString())
        .isEqualTo("model: small (expected: large)");
  }

  @Test
  void everything_wrong_with_the_file_is_said_at_once() {
    assertThatThrownBy(
            () ->
                run(
                    """
                    routes:
                      - {name: a, promt: Hello, expect: {}}
                      - {name: a, prompt: Hello, request: {model: auto}, expect: {modell: x}}
                    """))
        .isInstanceOf(IOException.class)
        .message()
        .contains("did you mean `prompt`?", "did you mean `model`?", "`prompt`", "expect: nothing");
  }

  @Test
  void a_request_nobody_could_send_is_named() {
    assertThatThrownBy(
            () -> run("routes: [{name: a, request: {model: auto}, expect: {model: small}}]"))
        .hasMessageContaining("routes.yaml:1")
        .hasMessageContaining("messages");
  }

  private GoldenRun run(String routes) throws IOException {
    Path configuration = Files.writeString(directory.resolve("interlock.yaml"), CONFIGURATION);
    Path file = Files.writeString(directory.resolve("routes.yaml"), routes);
    return GoldenRun.of(file, ComparisonTest.load(configuration), ComparisonTest.HOME);
  }
}
