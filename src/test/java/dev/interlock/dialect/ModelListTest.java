package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.dialect.ModelList.Entry;
import dev.interlock.inference.Dialect;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListTest {
  private static final ModelList MODELS =
      new ModelList(
          List.of(
              new Entry("auto", "interlock", Instant.parse("2026-11-01T00:00:00Z")),
              new Entry("meta/llama+3", "on-prem", Instant.parse("2026-11-02T00:00:00Z"))));

  @Test
  void openai() {
    assertThat(at("/v1/models", Dialect.OPENAI))
        .isEqualTo(
            "{\"object\":\"list\",\"data\":["
                + "{\"id\":\"auto\",\"object\":\"model\",\"created\":1793491200,\"owned_by\":\"interlock\"},"
                + "{\"id\":\"meta/llama+3\",\"object\":\"model\",\"created\":1793577600,\"owned_by\":\"on-prem\"}]}");
  }

  @Test
  void anthropic() {
    assertThat(at("/v1/models?limit=1000", Dialect.ANTHROPIC))
        .isEqualTo(
            "{\"data\":["
                + "{\"type\":\"model\",\"id\":\"auto\",\"display_name\":\"auto\",\"created_at\":\"2026-11-01T00:00:00Z\"},"
                + "{\"type\":\"model\",\"id\":\"meta/llama+3\",\"display_name\":\"meta/llama+3\",\"created_at\":\"2026-11-02T00:00:00Z\"}],"
                + "\"has_more\":false,\"first_id\":\"auto\",\"last_id\":\"meta/llama+3\"}");
  }

  @Test
  void an_empty_page() {
    assertThat(new String(new ModelList(List.of()).list(Dialect.ANTHROPIC), UTF_8))
        .isEqualTo("{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/meta%2Fllama%2B3",
        "/v1/models/meta/llama+3?x",
        "/v1/models/meta/llama%2b3"
      })
  void one_model_by_its_percent_encoded_name(String path) {
    assertThat(at(path, Dialect.OPENAI))
        .isEqualTo(
            "{\"id\":\"meta/llama+3\",\"object\":\"model\",\"created\":1793577600,\"owned_by\":\"on-prem\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/models/none", "/v1/models/", "/v1/models/%zz", "/v1/modelsauto", "/"})
  void nothing_else(String path) {
    assertThat(MODELS.at(path, Dialect.OPENAI)).isEmpty();
  }

  private static String at(String path, Dialect dialect) {
    return new String(MODELS.at(path, dialect).orElseThrow(), UTF_8);
  }
}
