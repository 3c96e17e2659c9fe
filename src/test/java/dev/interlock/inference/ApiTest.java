package dev.interlock.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        "/v1/chat/completions?stream=1",
        "/v1/chat/completions/",
        "/V1/Chat/completions",
        "/v1/chat/completions//?a=/"
      })
  void an_endpoint_is_found_however_its_path_is_spelt(String path) {
    assertThat(Api.atPath(path)).contains(Api.CHAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/v1", "/v1/chat", "/v1/chat/completions/x", "/v1/chat/completionsx"})
  void other_paths_are_none(String path) {
    assertThat(Api.atPath(path)).isEmpty();
  }
}
