package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyTextTest {
  @ParameterizedTest
  @EnumSource(Api.class)
  void every_dialect_has_it(Api api) {
    String json =
        "{\"model\":\"m\",\"input\":\"x\",\"messages\":[],\"prompt\":%s}"
            .formatted(api == Api.RESPONSES ? "null" : "\"y\"");

    String text =
        switch (RequestReader.read(api, json.getBytes(UTF_8))) {
          case ReadResult.Parsed(var body) -> body.request().body().read();
          case ReadResult.Invalid(var error) -> error.message();
        };

    assertThat(text).isEqualTo(json);
  }
}
