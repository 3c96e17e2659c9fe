package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEditTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"auto\",\"messages\":[]}",
        "{\"messages\":[],\"model\":\"auto\"}",
        " \t\r\n{ \"x\" : 1.50e+03 ,\n \"model\"\t:\r\n \"auto\" \n, \"messages\" : [ ] } \n",
        "{\"metadata\":{\"model\":\"auto\"},\"model\":\"auto\",\"messages\":[],\"z\":\"\\u00e9\\/\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"é 漢字 😀\"}],\"model\":\"auto\"}",
        "{\"messages\":[],\"mod\\u0065l\":\"\\u0061uto\",\"é\":\"漢字\"}",
        "{\"messages\":[],\"model\":\"au\\u0074o\"}"
      })
  void changes_the_model_and_nothing_else(String body) {
    int at = body.lastIndexOf("au") >= 0 ? body.lastIndexOf("\"au") : body.indexOf("\"\\u0061uto");
    int end = body.indexOf('"', at + 1) + 1;
    String expected = body.substring(0, at) + "\"qwen \\\"7b\\\" é\"" + body.substring(end);

    byte[] edited = Bodies.parsed(Api.CHAT, body.getBytes(UTF_8)).withModel("qwen \"7b\" é");

    assertThat(new String(edited, UTF_8)).isEqualTo(expected);
  }

  @Test
  void same_name_is_the_same_array() {
    byte[] body = "{\"model\":\"\\u0061uto\",\"messages\":[]}".getBytes(UTF_8);

    assertThat(Bodies.parsed(Api.CHAT, body).withModel("auto")).isSameAs(body);
  }
}
