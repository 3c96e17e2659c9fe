package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.admin.ConfigurationChange;
import dev.interlock.admin.ConfigurationChange.Result;
import dev.interlock.admin.ConfigurationStatus;
import dev.interlock.bootstrap.Running.Origin;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineageTest {
  private Loaded.Valid loaded;
  private DecisionEngine engine;

  @BeforeAll
  void load() {
    Path home = Path.of(System.getProperty("interlock.home"));
    loaded =
        (Loaded.Valid)
            new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs())
                .load(Path.of("examples/minimal.yaml"), 1);
    engine = DecisionEngine.build(loaded, home, 1);
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void the_next_is_in_force_and_the_one_before_in_use_until_it_ends() {
    Lineage both = lineage().published(running(2));

    assertThat(both.current()).isEqualTo(running(2));
    assertThat(both.configurations()).hasSize(2);
    assertThat(both.status().generations())
        .extracting(ConfigurationStatus.Entry::number)
        .containsExactly(2L, 1L);
    assertThat(both.status().generations()).allMatch(ConfigurationStatus.Entry::inUse);

    Lineage one = both.ended(running(1));

    assertThat(one.inUse()).containsExactly(running(2));
    assertThat(one.status().generations().getLast().inUse()).isFalse();
    assertThat(one.kept(1)).contains(running(1).origin());
  }

  @Test
  void the_last_ten_can_be_had_again() {
    Lineage many =
        LongStream.rangeClosed(2, 12)
            .mapToObj(this::running)
            .reduce(lineage(), Lineage::published, (first, _) -> first);

    assertThat(many.kept()).hasSize(10);
    assertThat(many.kept(12)).isPresent();
    assertThat(many.kept(3)).isPresent();
    assertThat(many.kept(2)).isEmpty();
    assertThat(many.inUse()).as("streams hold on to more").hasSize(12);
  }

  @Test
  void the_kill_switch_outlives_a_change() {
    ConfigurationStatus status = lineage().switched(true).published(running(2)).status();

    assertThat(status.passThrough())
        .isEqualTo(new ConfigurationStatus.PassThrough(true, true, false));
  }

  @Test
  void while_envoy_cannot_follow_nothing_is_decided_until_it_can_or_something_else_is_in_force() {
    Lineage hindered = lineage().hindered(Optional.of("refused"));

    assertThat(hindered.status().passThrough())
        .isEqualTo(new ConfigurationStatus.PassThrough(true, false, false));
    assertThat(hindered.hindered(Optional.empty()).untouched()).isFalse();
    assertThat(hindered.published(running(2)).untouched()).isFalse();
  }

  @Test
  void a_try_that_failed_changes_nothing_but_is_remembered() {
    Lineage before = lineage();
    Lineage after = before.attempted(change(Result.INVALID));

    assertThat(after.status().lastAttempt().result()).isEqualTo(Result.INVALID);
    assertThat(after.current()).isEqualTo(before.current());
  }

  private Lineage lineage() {
    return Lineage.of(running(1), change(Result.APPLIED));
  }

  private Running running(long number) {
    var origin = new Origin(loaded.numbered(number), "test", Instant.EPOCH);
    return new Running(origin, loaded.configuration(), engine);
  }

  private static ConfigurationChange change(Result result) {
    return new ConfigurationChange(result, "test", Instant.EPOCH, "1-abc", List.of());
  }
}
