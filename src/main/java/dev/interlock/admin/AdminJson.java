package dev.interlock.admin;

import dev.interlock.server.HttpReply;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON: the names of components with underscores, what is absent as null. */
final class AdminJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enumNamingStrategy(EnumNamingStrategies.LOWER_CASE)
          .build();

  private AdminJson() {}

  /** 200 with {@code value}. */
  static HttpReply reply(Object value) {
    return HttpReply.json(200, MAPPER.writeValueAsString(value));
  }
}
