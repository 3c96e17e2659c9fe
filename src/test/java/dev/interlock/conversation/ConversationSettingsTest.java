package dev.interlock.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.config.Types;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationSettingsTest {
  private static final Type<ConversationSettings> TYPE = Types.object(ConversationSettings::read);

  @Test
  void reads_everything_that_can_be_said() {
    ConversationSettings settings =
        ConfigText.read(
                TYPE,
                """
                enabled: false
                header: X-Session-Id
                ttl: 1h
                prompt_cache: 10m
                margin: 20%
                band: 0.1
                memory: 16MiB
                """)
            .get();

    assertThat(settings)
        .isEqualTo(
            new ConversationSettings(
                false,
                Optional.of("x-session-id"),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                0.2,
                0.1,
                16L << 20));
  }

  @Test
  void needs_nothing_to_be_said() {
    assertThat(ConfigText.read(TYPE, "{}").get()).isEqualTo(ConversationSettings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-interlock-session", "X-Envoy-Session"})
  void a_header_that_envoy_strips_names_nothing(String header) {
    assertThat(ConfigText.problems(TYPE, "header: " + header)).contains("header", "is stripped");
  }
}
