package dev.interlock.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.interlock.bootstrap.ConfigurationLoader;
import dev.interlock.bootstrap.Loaded;
import dev.interlock.bootstrap.SignalFamilies;
import dev.interlock.inference.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
  static final Path HOME = Path.of(System.getProperty("interlock.home", "src/main"));

  /** Rules that read no classifier: what they do is known. */
  private static final String OLD =
      """
      version: 1
      encoder: {forward: off}
      models:
        - {id: small, address: "http://127.0.0.1:9101", context_window: 32768, quality: 0.6, capabilities: [tools], price: {input: 0.1, output: 0.3}}
        - {id: large, address: "http://127.0.0.1:9103", context_window: 200000, quality: 0.9, capabilities: [tools], price: {input: 5, output: 15}}
      virtual_models:
        - {name: auto, models: [small, large], default: small}
      policies:
        - {name: tools need the large one, when: request.tools > 0, allow: "model.id == 'large'"}
        - {name: everything else, objective: {quality: 0}}
      failsafe: {model: large, open: true}
      """;

  private static final String NEW =
      OLD.replace("request.tools > 0", "request.stream")
          .replace(
              "  - {name: everything",
              "  - {name: no completions, when: \"request.api == 'completions'\", refuse: {message:"
                  + " no}}\n"
                  + "  - {name: everything");

  private static final String PLAIN = "{\"prompt\": \"Hello, a secret word.\"}";
  private static final String STREAM =
      "{\"model\": \"auto\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\":"
          + " \"Hi\"}]}";
  private static final String TOOLS =
      """
      {"model": "auto", "messages": [{"role": "user", "content": "Hi"}], \
      "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}]}\
      """;

  @TempDir Path directory;

  @Test
  void counts_what_moves_and_says_by_which_rule() throws IOException {
    Comparison comparison = compare(PLAIN, STREAM, "", TOOLS, STREAM);

    assertThat(comparison.size()).isEqualTo(4);
    assertThat(comparison.moved()).isEqualTo(3);
    List<Moves.Group> groups = Moves.of(comparison);
    assertThat(groups)
        .extracting(Moves.Group::from, Moves.Group::to, Moves.Group::rule, g -> g.places())
        .containsExactly(
            tuple("small", "large", "tools need the large one", List.of("p.jsonl:2", "p.jsonl:5")),
            tuple("large", "small", "everything else", List.of("p.jsonl:4")));
    assertThat(groups.getFirst().usd()).isPositive();
    assertThat(groups.getLast().usd()).isNegative();
  }

  @Test
  void the_text_explains_and_holds_nothing_of_the_prompts() throws IOException {
    String text = ComparisonText.of(compare(PLAIN, STREAM), true);

    assertThat(text)
        .contains("2 requests: 1 move (50.0 %), 1 stay")
        .contains("p.jsonl:2: small → large: ")
        .contains("tools need the large one")
        .doesNotContain("secret");
  }

  @Test
  void the_same_configuration_moves_nothing() throws IOException {
    Comparison same =
        Comparison.of(load("a.yaml", OLD), load("b.yaml", OLD), HOME, prompts(PLAIN, TOOLS));

    assertThat(same.moved()).isZero();
    assertThat(same.restated()).isZero();
    assertThat(same.usdBefore()).isEqualTo(same.usdAfter());
  }

  @Test
  void what_stays_by_another_rule_is_counted() throws IOException {
    String renamed = OLD.replace("everything else", "the rest");
    Comparison comparison =
        Comparison.of(load("a.yaml", OLD), load("b.yaml", renamed), HOME, prompts(PLAIN));

    assertThat(comparison.moved()).isZero();
    assertThat(comparison.restated()).isOne();
  }

  @Test
  void a_line_that_is_no_request_is_told_and_passed_over() throws IOException {
    Comparison comparison = compare("{\"model\": \"auto\"}", PLAIN);

    assertThat(comparison.size()).isOne();
    assertThat(comparison.unreadable()).singleElement().asString().startsWith("p.jsonl:1: ");
  }

  @Test
  void a_refusal_is_a_move() throws IOException {
    var asked =
        new Comparison.Prompts(
            "p.jsonl",
            List.of("{\"model\": \"auto\", \"prompt\": \"Hi\"}"),
            Api.COMPLETIONS,
            "auto");
    String old = OLD.replace("quality: 0.9,", "quality: 0.9, apis: [chat, completions],");
    String now = NEW.replace("quality: 0.9,", "quality: 0.9, apis: [chat, completions],");
    Comparison comparison = Comparison.of(load("a.yaml", old), load("b.yaml", now), HOME, asked);

    assertThat(Moves.of(comparison))
        .singleElement()
        .satisfies(group -> assertThat(group.to()).isEqualTo("refused"))
        .satisfies(group -> assertThat(group.rule()).isEqualTo("no completions"));
  }

  @Test
  void the_json_lists_every_request_if_asked() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(ComparisonJson.of(compare(PLAIN, STREAM), true));

    assertThat(json.path("moved").asInt()).isOne();
    assertThat(json.path("each")).hasSize(2);
    assertThat(json.at("/each/1/after/target").asString()).isEqualTo("large");
    assertThat(json.at("/moves/0/places/0").asString()).isEqualTo("p.jsonl:2");
  }

  private Comparison compare(String... lines) throws IOException {
    return Comparison.of(load("a.yaml", OLD), load("b.yaml", NEW), HOME, prompts(lines));
  }

  private static Comparison.Prompts prompts(String... lines) {
    return new Comparison.Prompts("p.jsonl", List.of(lines), Api.CHAT, "auto");
  }

  private Loaded.Valid load(String name, String text) throws IOException {
    return load(Files.writeString(directory.resolve(name), text));
  }

  static Loaded.Valid load(Path file) {
    LocalDate today = LocalDate.of(2026, 11, 20);
    return switch (new ConfigurationLoader(_ -> null, () -> today, SignalFamilies.specs())
        .load(file, 1)) {
      case Loaded.Valid valid -> valid;
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.problems().toString());
    };
  }
}
