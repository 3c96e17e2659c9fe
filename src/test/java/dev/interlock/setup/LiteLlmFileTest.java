package dev.interlock.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiteLlmFileTest {
  private static final String FILE =
      """
      model_list:
        - model_name: gpt-4o
          litellm_params:
            model: openai/gpt-4o
            api_key: os.environ/TEAM_OPENAI_KEY
        - model_name: claude
          litellm_params:
            model: anthropic/claude-sonnet-5-5
            api_key: sk-ant-literal-secret
        - model_name: house
          litellm_params:
            model: hosted_vllm/meta-llama/Llama-3.3-70B-Instruct
            api_base: http://10.0.0.5:8000/v1
            api_key: none
          model_info: {max_input_tokens: 65536, input_cost_per_token: 0.0000002, output_cost_per_token: 0.0000004}
        - model_name: azure-4o
          litellm_params:
            model: azure/my-deployment
            api_base: https://acme.openai.azure.com
            api_key: os.environ/AZURE_API_KEY
        - model_name: elsewhere
          litellm_params:
            model: openai/some-model
            api_base: https://llm.example.com/v1
            api_key: literal-secret-2
        - model_name: bedrock-claude
          litellm_params: {model: bedrock/anthropic.claude-v2}
        - model_name: everything
          litellm_params: {model: "openai/*"}
      litellm_settings: {drop_params: true}
      """;

  private final Findings findings = LiteLlmFile.read("litellm.yaml", FILE, Providers.shipped());

  @Test
  void takes_over_what_can_be_forwarded_unchanged() {
    assertThat(findings.models())
        .extracting(ModelDraft::id)
        .containsExactly("gpt-4o", "claude", "house", "azure-4o", "elsewhere");
    assertThat(findings.notes())
        .anySatisfy(note -> assertThat(note).startsWith("bedrock-claude: not taken over"))
        .anySatisfy(note -> assertThat(note).startsWith("everything: not taken over"));
  }

  @Test
  void keys_stay_where_they_are() {
    assertThat(variable("gpt-4o")).isEqualTo("TEAM_OPENAI_KEY");
    assertThat(variable("claude")).isEqualTo("ANTHROPIC_API_KEY");
    assertThat(model("house").credential()).isEmpty();
    assertThat(findings.toString()).doesNotContain("literal");
    assertThat(findings.notes())
        .anySatisfy(note -> assertThat(note).contains("claude", "set ANTHROPIC_API_KEY"));
  }

  @Test
  void the_key_of_a_provider_goes_to_nobody_else() {
    assertThat(variable("elsewhere")).isEqualTo("ELSEWHERE_API_KEY");
  }

  @Test
  void azure_has_its_own_path_and_header() {
    ModelDraft azure = model("azure-4o");

    assertThat(azure.address()).isEqualTo("https://acme.openai.azure.com/openai/v1");
    assertThat(azure.upstreamModel()).isEqualTo("my-deployment");
    assertThat(azure.credential())
        .hasValue(new ModelDraft.KeyReference("AZURE_API_KEY", Optional.of("api-key")));
  }

  @Test
  void only_what_certainly_runs_here_is_tagged_so() {
    Findings odd =
        read(
            """
            model_list:
              - {model_name: a, litellm_params: {model: azure/d, api_base: os.environ/AZURE_BASE, api_key: os.environ/AZURE_KEY}}
              - {model_name: b, litellm_params: {model: openai/m, api_base: os.environ/SOME_BASE}}
              - {model_name: c, litellm_params: {model: hosted_vllm/m, api_base: "http://gpu-1:8000/v1"}}
            """);

    assertThat(odd.models())
        .extracting(m -> m.traits().local())
        .containsExactly(false, false, true);
    assertThat(odd.models().getFirst().address()).isEqualTo("${AZURE_BASE}/openai/v1");
    assertThat(odd.models().getFirst().credential())
        .hasValue(new ModelDraft.KeyReference("AZURE_KEY", Optional.of("api-key")));
    assertThat(odd.models().get(1).credential().orElseThrow().variable()).isEqualTo("B_API_KEY");
  }

  @Test
  void what_cannot_be_routed_is_named_and_left_out() {
    Findings odd =
        read(
            """
            model_list:
              - {model_name: speech, litellm_params: {model: openai/tts-1}, model_info: {mode: audio_speech}}
              - {model_name: nowhere, litellm_params: {model: openai/m, api_base: not a url}}
              - {model_name: secretive, litellm_params: {model: openai/m, api_base: "http://u:pw@h:80/v1?x=1"}}
              - {model_name: empty}
              - just text
            """);

    assertThat(odd.models()).isEmpty();
    assertThat(odd.notes()).hasSize(5).noneMatch(note -> note.contains("pw"));
    assertThat(odd.notes())
        .anySatisfy(note -> assertThat(note).startsWith("speech: ").contains("audio_speech"))
        .anySatisfy(note -> assertThat(note).startsWith("nowhere: ").contains("api_base"))
        .anySatisfy(note -> assertThat(note).startsWith("empty: ").contains("names no model"))
        .anySatisfy(note -> assertThat(note).startsWith("an entry: "));
  }

  @Test
  void what_the_file_says_wins_over_the_table() {
    ModelDraft house = model("house");

    assertThat(house.upstreamModel()).isEqualTo("meta-llama/Llama-3.3-70B-Instruct");
    assertThat(house.traits().contextWindow()).isEqualTo(65536);
    assertThat(house.traits().price())
        .hasValue(new ListPrice(0.2, 0.4, Optional.empty(), "your LiteLLM file"));
    assertThat(model("gpt-4o").traits().price().orElseThrow().input()).isEqualTo(2.5);
    assertThat(model("claude").traits().apis()).isEqualTo(List.of("messages"));
  }

  @Test
  void a_file_of_another_kind_is_refused() {
    assertThatThrownBy(() -> LiteLlmFile.read("x.yaml", "a: [", Providers.shipped()))
        .hasMessageContaining("expected: YAML");
    assertThatThrownBy(() -> LiteLlmFile.read("x.yaml", "version: 1", Providers.shipped()))
        .hasMessageContaining("no model_list");
  }

  private static Findings read(String file) {
    return LiteLlmFile.read("litellm.yaml", file, Providers.shipped());
  }

  private ModelDraft model(String id) {
    return findings.models().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  private String variable(String id) {
    return model(id).credential().orElseThrow().variable();
  }
}
