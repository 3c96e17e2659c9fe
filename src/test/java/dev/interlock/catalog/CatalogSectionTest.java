package dev.interlock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.config.Types;
import dev.interlock.inference.Api;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogSectionTest {
  private static final Type<ModelCatalog> CATALOG = Types.object(CatalogSection::read);

  private static final String REST =
      "virtual_models:\n  - {name: auto, models: [small], default: small}\n";

  @Test
  void reads_a_model_with_everything_said() {
    var catalog =
        ConfigText.read(
                CATALOG,
                """
                models:
                  - id: big
                    address: https://models.example.com/openai/v1/
                    credential: {env: KEY, header: api-key, scheme: Token}
                    upstream_model: big-1
                    apis: [chat, responses]
                    quality: 0.9
                    price: {input: 1, output: 2.5, as_of: 2026-11-01}
                    context_window: 32768
                    capabilities: [tools, json_schema]
                    tags: [on-prem, eu]
                    site: on-prem
                    energy: {input: 0.1, output: 0.4}
                    latency: {first_token_ms: 200, per_token_ms: 12.5}
                virtual_models:
                  - {name: auto, models: [big], default: big, failure_cost: 3, reversible: false}
                """)
            .get();

    var big =
        new Model(
            "big",
            "model-big-2de68180",
            Optional.of(
                new Upstream(
                    true,
                    "models.example.com",
                    443,
                    "/openai/v1",
                    Optional.of(
                        new Credential(
                            "api-key", "Token ", new Credential.Source.Environment("KEY"))))),
            "big-1",
            Set.of(Api.CHAT, Api.RESPONSES),
            0.9,
            new Price(1, 2.5, Optional.of(LocalDate.of(2026, 11, 1))),
            32768,
            Set.of("tools", "json_schema"),
            Set.of("on-prem", "eu"),
            "on-prem",
            new Energy(0.1, 0.4),
            new Latency(200, 12.5));
    assertThat(catalog.models()).containsExactly(big);
    assertThat(catalog.virtualModels())
        .containsExactly(
            new VirtualModel(
                "auto", List.of(big), big, new Consequence(Optional.of(3.0), Optional.of(false))));
  }

  @Test
  void fills_in_what_a_model_does_not_say() {
    Model small = only("{id: small, address: 'http://10.0.0.1', context_window: 4096}");

    assertThat(small.upstreamModel()).isEqualTo("small");
    assertThat(small.apis()).containsExactly(Api.CHAT);
    assertThat(small.quality()).isEqualTo(0.5);
    assertThat(small.price()).isEqualTo(new Price(0, 0, Optional.empty()));
    assertThat(small.site()).isEqualTo("cloud");
    assertThat(small.upstream())
        .contains(new Upstream(false, "10.0.0.1", 80, "", Optional.empty()));
  }

  @Test
  void authenticates_as_the_dialect_does() {
    Model openai =
        only("{id: small, address: 'https://a', context_window: 1, credential: {env: K}}");
    Model anthropic =
        only(
            "{id: small, address: 'https://a/v1', apis: [messages], context_window: 1,"
                + " credential: {file: /run/secrets/k}}");

    assertThat(credential(openai))
        .isEqualTo(
            new Credential("authorization", "Bearer ", new Credential.Source.Environment("K")));
    assertThat(credential(anthropic))
        .isEqualTo(new Credential("x-api-key", "", new Credential.Source.File("/run/secrets/k")));
    assertThat(anthropic.upstream().orElseThrow().pathPrefix()).isEmpty();
  }

  @Test
  void uses_a_cluster_that_exists() {
    Model small = only("{id: small, cluster: shared, context_window: 1}");

    assertThat(small.cluster()).isEqualTo("shared");
    assertThat(small.upstream()).isEmpty();
  }

  @Test
  void a_model_may_have_any_name_that_is_valid() {
    var catalog =
        ConfigText.read(
                CATALOG,
                """
                models:
                  - {id: model, address: 'http://10.0.0.1', context_window: 1}
                virtual_models:
                  - {name: auto, models: [model], default: model}
                """)
            .get();

    assertThat(catalog.virtualModels().getFirst().fallback().id()).isEqualTo("model");
  }

  @Test
  void an_id_that_could_not_be_read_is_no_candidate() {
    assertThat(
            ConfigText.problems(
                CATALOG,
                """
                models:
                  - {id: no spaces, address: 'http://10.0.0.1', context_window: 1, quality: 1, price: {}}
                virtual_models:
                  - {name: auto, models: [model], default: model}
                """))
        .contains("models[0].id: \"no spaces\" (expected: a name of")
        .contains("virtual_models[0].models[0]: unknown model `model`");
  }

  @Test
  void cached_input_has_a_price_of_its_own_only_where_it_is_stated() {
    String model = "{id: small, cluster: shared, context_window: 1, price: {input: 4%s}}";

    Price stated = only(model.formatted(", cached_input: 1")).price();
    Price silent = only(model.formatted("")).price();

    assertThat(stated.discount(1_000_000)).isEqualTo(3);
    assertThat(silent.discount(1_000_000)).isZero();
    assertThat(
            ConfigText.problems(
                CATALOG, "models:\n  - " + model.formatted(", cached_input: 5") + "\n" + REST))
        .contains("models[0].price.cached_input", "at most what `input` costs");
  }

  private static Credential credential(Model model) {
    return model.upstream().flatMap(Upstream::credential).orElseThrow();
  }

  private static Model only(String entry) {
    return ConfigText.read(CATALOG, "models:\n  - " + entry + "\n" + REST)
        .get()
        .models()
        .getFirst();
  }
}
