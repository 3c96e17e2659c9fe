package dev.interlock.collect.grade;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer read as one JSON value with nothing around it but a code fence, which many models put
 * there unasked and every client takes off. A key twice is no JSON: two parsers would read two
 * answers. Stateless.
 */
public final class JsonAnswer {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Pattern FENCE =
      Pattern.compile("\\s*```(?:json|JSON)?[ \\t]*\\R(.*)\\R```\\s*", Pattern.DOTALL);

  private JsonAnswer() {}

  /** The value that {@code answer} is, if it is one. */
  public static Optional<JsonNode> read(String answer) {
    Matcher fenced = FENCE.matcher(answer);
    try {
      JsonNode value = STRICT.readTree(fenced.matches() ? fenced.group(1) : answer);
      return value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
