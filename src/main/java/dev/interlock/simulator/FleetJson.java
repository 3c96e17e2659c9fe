package dev.interlock.simulator;

import dev.interlock.inference.Api;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fleet descriptions to and from JSON trees: snake case, durations as {@code 40ms}, endpoints by
 * their configuration id. What a description leaves out keeps its default; what it does not know is
 * an error.
 */
final class FleetJson {
  private static final Pattern DURATION = Pattern.compile("(\\d+)(us|ms|s|m)");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(
              new SimpleModule()
                  .addSerializer(Duration.class, new DurationWriter())
                  .addDeserializer(Duration.class, new DurationReader())
                  .addSerializer(Api.class, new ApiWriter())
                  .addDeserializer(Api.class, new ApiReader()))
          .build();

  private FleetJson() {}

  static ObjectNode write(Object value) {
    return MAPPER.valueToTree(value);
  }

  static JsonNode tree(Object plain) {
    return MAPPER.valueToTree(plain);
  }

  static JsonNode parse(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** {@code defaults} with what {@code changes} says laid over it, object by object. */
  static <T> T read(Class<T> type, T defaults, JsonNode changes) {
    ObjectNode merged = write(defaults);
    overlay(merged, changes);
    return MAPPER.treeToValue(merged, type);
  }

  private static void overlay(ObjectNode base, JsonNode changes) {
    for (var change : changes.properties()) {
      if (base.get(change.getKey()) instanceof ObjectNode inner && change.getValue().isObject()) {
        overlay(inner, change.getValue());
      } else {
        base.set(change.getKey(), change.getValue());
      }
    }
  }

  private static final class DurationWriter extends ValueSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toNanos() / 1000 + "us");
    }
  }

  private static final class DurationReader extends ValueDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getString();
      Matcher matcher = DURATION.matcher(text);
      if (!matcher.matches()) {
        return (Duration)
            context.handleWeirdStringValue(Duration.class, text, "expected: such as 40ms or 2s");
      }
      long amount = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "us" -> Duration.ofNanos(amount * 1000);
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        default -> Duration.ofMinutes(amount);
      };
    }
  }

  private static final class ApiWriter extends ValueSerializer<Api> {
    @Override
    public void serialize(Api value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.id());
    }
  }

  private static final class ApiReader extends ValueDeserializer<Api> {
    @Override
    public Api deserialize(JsonParser in, DeserializationContext context) {
      String text = in.getString();
      return Api.named(text)
          .orElseGet(
              () ->
                  (Api)
                      context.handleWeirdStringValue(
                          Api.class,
                          text,
                          "expected: chat, completions, embeddings, responses, messages"));
    }
  }
}
