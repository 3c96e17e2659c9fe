package dev.interlock.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.inference.Api;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Bodies of every dialect with something sensitive in a field of random choice. */
final class SensitiveBody {
  /** Kind, and values of it that stand for themselves in any text. */
  static final Map<String, List<String>> VALUES =
      Map.of(
          "card", List.of("4111111111111111", "5555 5555 5555 4444", "3782-822463-10005"),
          "iban", List.of("DE89370400440532013000", "GB82 WEST 1234 5698 7654 32"),
          "national_id", List.of("078-05-1120", "12345678Z", "86095742719"),
          "email", List.of("alice@example.com"),
          "phone", List.of("+49 30 901820", "(415) 555-0132"),
          "ip", List.of("203.0.113.42", "2001:db8::8a2e:370:7334"),
          "credential", List.of("AKIAIOSFODNN7EXAMPLE", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"),
          "private_key", List.of("-----BEGIN RSA PRIVATE KEY-----"));

  private static final Map<Api, List<String>> PLACES =
      Map.of(
          Api.CHAT,
          List.of(
              "\"messages\":[{\"role\":\"user\",\"content\":\"pay with @ now\"}]",
              "\"messages\":[{\"role\":\"system\",\"content\":\"@\"},{\"role\":\"user\",\"content\":\"hi\"}]",
              "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a @\"}]}]",
              "\"messages\":[{\"role\":\"user\",\"name\":\"@\",\"content\":\"hi\"}]",
              "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\","
                  + "\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":\\\"@\\\"}\"}}]}]",
              "\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"{\\\"r\\\":\\\"@\\\"}\"}]",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"tools\":[{\"type\":\"function\","
                  + "\"function\":{\"name\":\"f\",\"description\":\"of @\",\"parameters\":{}}}]",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"metadata\":{\"note\":\"@\"}",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"user\":\"@\"",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stop\":[\"@\"]",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"new_field\":[{\"a\":[\"@\"]}]",
              "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"metadata\":{\"@\":1}"),
          Api.COMPLETIONS,
          List.of(
              "\"prompt\":\"@\"",
              "\"prompt\":[\"a\",\"b @\"]",
              "\"prompt\":\"a\",\"suffix\":\"@\"",
              "\"prompt\":\"a\",\"user\":\"@\""),
          Api.EMBEDDINGS,
          List.of("\"input\":\"@\"", "\"input\":[\"a\",\"@\"]", "\"input\":\"a\",\"user\":\"@\""),
          Api.RESPONSES,
          List.of(
              "\"input\":\"@\"",
              "\"input\":\"a\",\"instructions\":\"@\"",
              "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"@\"}]}]",
              "\"input\":[{\"type\":\"function_call\",\"call_id\":\"1\",\"name\":\"f\","
                  + "\"arguments\":\"{\\\"x\\\":\\\"@\\\"}\"}]",
              "\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"1\",\"output\":\"@\"}]",
              "\"prompt\":{\"id\":\"p\",\"variables\":{\"x\":\"@\"}}",
              "\"input\":\"a\",\"metadata\":{\"x\":\"@\"}"),
          Api.MESSAGES,
          List.of(
              "\"messages\":[{\"role\":\"user\",\"content\":\"@\"}]",
              "\"system\":[{\"type\":\"text\",\"text\":\"@\"}],\"messages\":[]",
              "\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"1\","
                  + "\"name\":\"f\",\"input\":{\"deep\":[{\"x\":\"@\"}]}}]}]",
              "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                  + "\"tool_use_id\":\"1\",\"content\":[{\"type\":\"text\",\"text\":\"@\"}]}]}]",
              "\"messages\":[],\"tools\":[{\"name\":\"f\",\"input_schema\":{\"properties\":"
                  + "{\"x\":{\"enum\":[\"@\"]}}}}]",
              "\"messages\":[],\"metadata\":{\"user_id\":\"@\"}"));

  private SensitiveBody() {}

  /** A body for {@code model} with {@code value} somewhere, its characters escaped or not. */
  static byte[] of(Random random, Api api, String model, String value) {
    List<String> places = PLACES.getOrDefault(api, List.of());
    String place = places.get(random.nextInt(places.size()));
    String written = random.nextInt(3) == 0 ? escaped(value) : value;
    return "{\"model\":\"%s\",%s}".formatted(model, place.replace("@", written)).getBytes(UTF_8);
  }

  private static String escaped(String value) {
    return value.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
  }
}
