package dev.interlock.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GenAiOperationNameIncubatingValues;
import io.opentelemetry.semconv.incubating.GenAiIncubatingAttributes.GenAiProviderNameIncubatingValues;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names we write are those of the published conventions, type and all. */
class GenAiTest {
  private static final List<AttributeKey<?>> PUBLISHED =
      Stream.of(GenAiIncubatingAttributes.class, ErrorAttributes.class)
          .<AttributeKey<?>>flatMap(GenAiTest::keys)
          .toList();

  @ParameterizedTest
  @MethodSource
  void is_published_not_deprecated_and_documented(AttributeKey<?> ours) throws Exception {
    assertThat(PUBLISHED).contains(ours);
    assertThat(deprecated()).doesNotContain(ours.getKey());
    assertThat(Files.readString(Path.of("docs/reference/traces.md")))
        .contains("`" + ours.getKey() + "`");
  }

  static Stream<AttributeKey<?>> is_published_not_deprecated_and_documented() {
    return keys(GenAi.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "completions", "embeddings", "responses", "messages"})
  void operations_and_providers_are_published_values(String api) {
    assertThat(GenAi.operation(api))
        .isIn(
            GenAiOperationNameIncubatingValues.CHAT,
            GenAiOperationNameIncubatingValues.TEXT_COMPLETION,
            GenAiOperationNameIncubatingValues.EMBEDDINGS);
    assertThat(GenAi.provider(api))
        .isIn(
            GenAiProviderNameIncubatingValues.OPENAI, GenAiProviderNameIncubatingValues.ANTHROPIC);
  }

  @ParameterizedTest
  @ValueSource(strings = {GenAi.TOKEN_USAGE, GenAi.OPERATION_DURATION})
  void metrics_are_documented(String name) throws IOException {
    assertThat(Files.readString(Path.of("docs/reference/metrics.md"))).contains("`" + name + "`");
  }

  private static List<String> deprecated() {
    return Arrays.stream(GenAiIncubatingAttributes.class.getFields())
        .filter(field -> field.isAnnotationPresent(Deprecated.class))
        .filter(field -> AttributeKey.class.isAssignableFrom(field.getType()))
        .map(field -> value(field).getKey())
        .toList();
  }

  private static Stream<AttributeKey<?>> keys(Class<?> in) {
    return Arrays.stream(in.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> AttributeKey.class.isAssignableFrom(field.getType()))
        .map(GenAiTest::value);
  }

  private static AttributeKey<?> value(Field field) {
    try {
      return (AttributeKey<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
