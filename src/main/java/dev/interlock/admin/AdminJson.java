package dev.interlock.admin;

import dev.interlock.dialect.ErrorBody;
import dev.interlock.inference.Dialect;
import dev.interlock.inference.RequestError;
import dev.interlock.server.HttpReply;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the admin interface says: records as JSON, by the names of their components with
 * underscores, what is absent as null; errors in the shape that OpenAI's clients know.
 */
final class AdminJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enumNamingStrategy(EnumNamingStrategies.LOWER_CASE)
          .build();

  private AdminJson() {}

  /** {@code value}, with a line break for those who read it in a terminal. */
  static HttpReply reply(int status, Object value) {
    return HttpReply.json(status, MAPPER.writeValueAsString(value) + "\n");
  }

  static HttpReply error(RequestError error) {
    return error(error.kind().status(), error);
  }

  /** {@code error} under another status than the usual one of its kind. */
  static HttpReply error(int status, RequestError error) {
    return new HttpReply(status, ErrorBody.CONTENT_TYPE, ErrorBody.of(Dialect.OPENAI, error));
  }

  /**
   * What a request says; nothing reads as an empty object.
   *
   * @throws tools.jackson.core.JacksonException if it is not JSON
   */
  static JsonNode read(byte[] body) {
    return body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
  }
}
