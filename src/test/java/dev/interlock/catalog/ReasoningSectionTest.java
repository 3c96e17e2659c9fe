package dev.interlock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.config.Types;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningSectionTest {
  private static final Type<ModelCatalog> CATALOG = Types.object(CatalogSection::read);

  @Test
  void reads_efforts_with_everything_said_and_with_nothing() {
    var read =
        read(
            "[messages]",
            "{family: anthropic, efforts: [{name: off, quality: 0.7}, {name: deep, thinking_tokens: 2048,"
                + " max_tokens: 9000, quality: 0.9, output_factor: 3}]}");

    Model model = read.get().model("big").orElseThrow();
    assertThat(model.reasoning())
        .contains(
            new Reasoning(
                ReasoningFamily.ANTHROPIC,
                List.of(
                    new Effort(budget("off", OptionalInt.empty(), OptionalInt.empty()), 0.7, 1),
                    new Effort(
                        budget("deep", OptionalInt.of(2048), OptionalInt.of(9000)), 0.9, 3))));
    assertThat(Action.all(model, Api.MESSAGES))
        .extracting(Action::name)
        .containsExactly("big@off", "big@deep");
    assertThat(read.problems().toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai | {name: off} | unknown effort `off`",
        "deepseek | {name: low, output_factor: 2} | unknown effort `low`",
        "anthropic | {name: deep, output_factor: 2} | missing",
        "anthropic | {name: deep, output_factor: 2, thinking_tokens: 1000} | 1000",
        "openai | {name: low, output_factor: 2, thinking_tokens: 2000} | openai cannot say",
        "qwen | {name: off, thinking_tokens: 2000} | `off` has no use for",
        "qwen | {name: on, output_factor: 2, thinking_tokens: 20, max_tokens: 20} | leaves no answer",
        "openai | {name: low, output_factor: 1}, {name: low, output_factor: 2} | low"
      })
  void refuses_what_a_server_would(String family, String efforts, String found) {
    assertThat(problems("[chat, messages]", "{family: " + family + ", efforts: [" + efforts + "]}"))
        .contains(found);
  }

  @Test
  void warns_that_thinking_would_count_as_free() {
    assertThat(
            problems(
                "[chat]",
                "{family: openai, efforts: [{name: none, quality: 0.5}, {name: high, quality: 0.9}]}"))
        .hasLineCount(1)
        .contains("efforts[1]", "thinking counts as free");
  }

  @Test
  void warns_that_efforts_without_a_quality_are_all_alike() {
    assertThat(problems("[chat]", "{family: openai, efforts: [{name: low, output_factor: 2}]}"))
        .hasLineCount(1)
        .contains("efforts[0].quality", "counted as the model's");
  }

  @Test
  void warns_that_a_model_that_cannot_but_think_loses_its_tool_calls() {
    String deep = "{name: deep, thinking_tokens: 2048, quality: 0.9, output_factor: 3}";

    assertThat(problems("[messages]", "{family: anthropic, efforts: [" + deep + "]}"))
        .hasLineCount(1)
        .contains("reasoning.efforts: warning", "no `off`", "tool calls");
    assertThat(
            problems(
                "[messages]",
                "{family: anthropic, efforts: [{name: off, quality: 0.7}, " + deep + "]}"))
        .isEmpty();
  }

  @Test
  void warns_of_a_family_that_no_endpoint_of_the_model_has_fields_for() {
    assertThat(problems("[messages]", "{family: openai, efforts: [{name: none, quality: 0.5}]}"))
        .hasLineCount(1)
        .contains("no endpoint of the model has the fields of openai");
  }

  @Test
  void refuses_an_id_that_is_another_models_action() {
    String problems =
        ConfigText.problems(
            CATALOG,
            """
            models:
              - {id: big, cluster: a, quality: 0.7, price: {}, context_window: 10,
                 reasoning: {family: openai, efforts: [{name: none}]}}
              - {id: big@none, cluster: b, quality: 0.7, price: {}, context_window: 10}
            virtual_models:
              - {name: auto, models: [big], default: big}
            """);

    assertThat(problems).contains("`big@none` is a model, and an effort of `big`");
  }

  private static String problems(String apis, String reasoning) {
    return read(apis, reasoning).problems().toString();
  }

  private static ThinkingBudget budget(String effort, OptionalInt thinking, OptionalInt most) {
    return new ThinkingBudget(ReasoningFamily.ANTHROPIC, effort, thinking, most);
  }

  private static ConfigText.Result<ModelCatalog> read(String apis, String reasoning) {
    return ConfigText.read(
        CATALOG,
        """
        models:
          - {id: big, cluster: a, apis: %s, quality: 0.7, price: {}, context_window: 10,
             reasoning: %s}
        virtual_models:
          - {name: auto, models: [big], default: big}
        """
            .formatted(apis, reasoning));
  }
}
