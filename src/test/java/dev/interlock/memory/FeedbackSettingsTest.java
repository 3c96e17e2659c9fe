package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import dev.interlock.config.Types;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeedbackSettingsTest {
  private static final Type<FeedbackSettings> TYPE = Types.object(FeedbackSettings::read);

  @Test
  void needs_nothing_to_be_said() {
    assertThat(ConfigText.read(TYPE, "{}").get()).isEqualTo(FeedbackSettings.DEFAULT);
  }

  @Test
  void reads_everything_that_can_be_said() {
    assertThat(
            ConfigText.read(
                    TYPE,
                    "{learn_from: [implicit], half_life: 30d, explore: 2%, late: 2h, memory: 2MiB}")
                .get())
        .isEqualTo(
            new FeedbackSettings(
                Set.of(FeedbackSettings.Source.IMPLICIT),
                Duration.ofDays(30),
                0.02,
                Duration.ofHours(2),
                2 << 20));
  }

  @Test
  void tries_no_more_than_two_of_a_hundred() {
    assertThat(ConfigText.problems(TYPE, "explore: 2.1%"))
        .contains("explore: \"2.1%\" (expected: a percentage 0%..2%)");
  }

  @Test
  void may_learn_from_nothing() {
    FeedbackSettings settings = ConfigText.read(TYPE, "learn_from: []").get();

    assertThat(settings.learnsFrom(Sign.FEEDBACK)).isFalse();
    assertThat(settings.learnsFrom(Sign.COMPLAINT)).isFalse();
  }
}
