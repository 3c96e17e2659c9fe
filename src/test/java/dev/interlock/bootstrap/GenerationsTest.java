package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.admin.ConfigurationChange;
import dev.interlock.admin.ConfigurationChange.Result;
import dev.interlock.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));
  private static final String ANOTHER = "policies: [{name: p, objective: {quality: 0.5}}]\n";

  @TempDir private Path folder;

  private final ScriptedEnvoy envoy = new ScriptedEnvoy();
  private ConfigurationSource source;
  private Loaded.Valid first;
  private DecisionEngine engine;

  @BeforeEach
  void load() throws IOException {
    source =
        new ConfigurationSource(
            new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs()),
            folder.resolve("interlock.yaml"));
    write("");
    first = (Loaded.Valid) source.load(1);
    engine = DecisionEngine.build(first, HOME, 1);
  }

  @Test
  void what_envoy_objects_to_leaves_everything_as_it_was_and_nothing_open() throws IOException {
    try (Generations generations = start()) {
      write(ANOTHER);
      envoy.objection = Optional.of("no");

      assertThat(generations.reload().result()).isEqualTo(Result.FAILED);
      assertThat(generations.status().generation()).startsWith("1-");
      assertThat(envoy.settled).as("taken back").hasSize(1);
    }
    assertNothingIsOpen();
  }

  @Test
  void so_does_a_bug_in_what_prepares_envoy() throws IOException {
    try (Generations generations = start()) {
      write(ANOTHER);
      envoy.broken = true;
      ConfigurationChange change = generations.reload();

      assertThat(change.result()).isEqualTo(Result.FAILED);
      assertThat(change.problems()).singleElement().asString().startsWith("a bug: ");
      assertThat(generations.status().generation()).startsWith("1-");
      assertThat(envoy.settled).as("taken back").hasSize(1);
    }
    assertNothingIsOpen();
  }

  /** It goes on without us, and must not go back to what an old stream began with. */
  @Test
  void at_the_end_envoy_keeps_what_is_in_force() throws IOException {
    Generations generations = start();
    var open = generations.hold();
    write(ANOTHER);
    assertThat(generations.reload().result()).isEqualTo(Result.APPLIED);
    Configuration inForce = envoy.settled.getLast().getFirst();

    generations.close();
    open.release();

    assertThat(envoy.settled).allSatisfy(all -> assertThat(all).first().isSameAs(inForce));
    assertNothingIsOpen();
  }

  /** As a SIGHUP that comes while the process ends. */
  @Test
  void who_reloads_at_the_end_is_told_that_it_is_the_end() throws IOException {
    Generations generations = start();
    generations.close();
    write(ANOTHER);

    assertThat(generations.reload("signal").problems()).containsExactly("closing");
    assertThat(generations.rollback(1).problems()).containsExactly("closing");
    assertThat(generations.status().generation()).startsWith("1-");
    assertNothingIsOpen();
  }

  @Test
  void what_is_fixed_at_the_start_is_named() throws IOException {
    try (Generations generations = start()) {
      write(
          """
          queue: 7
          conversation: {memory: 1GiB}
          callers: {metadata: {namespace: auth, tenant: [sub]}, anonymous: true, metric_tenants: 7}
          """);
      ConfigurationChange change = generations.reload();

      assertThat(change.result()).isEqualTo(Result.APPLIED);
      assertThat(change.problems())
          .contains(
              "queue: changed (takes effect at the next start)",
              "conversation.memory: changed (takes effect at the next start)",
              "callers.metric_tenants: changed (takes effect at the next start)");
    }
  }

  private Generations start() {
    return new Generations(source, first, engine, envoy, InstantSource.system(), Metrics.none());
  }

  /** Who lets go of an encoder that nobody holds any more is told so. */
  private void assertNothingIsOpen() {
    assertThatThrownBy(engine::close).isInstanceOf(IllegalStateException.class);
  }

  private void write(String more) throws IOException {
    Files.writeString(
        source.file(),
        Files.readString(Path.of("examples/minimal.yaml")) + "\nencoder: {forward: off}\n" + more);
  }

  /** An Envoy that takes what it is told to take. */
  private static final class ScriptedEnvoy implements EnvoyUpdates {
    private final List<List<Configuration>> settled =
        Collections.synchronizedList(new ArrayList<>());
    private volatile Optional<String> objection = Optional.empty();
    private volatile boolean broken;

    @Override
    public Optional<String> prepare(Configuration next, List<Configuration> inUse) {
      if (broken) {
        throw new IllegalStateException("broken (expected: whole)");
      }
      return objection;
    }

    @Override
    public Optional<String> refused() {
      return Optional.empty();
    }

    @Override
    public void warnOfCredentials(Configuration inForce) {}

    @Override
    public void settle(List<Configuration> inUse) {
      settled.add(List.copyOf(inUse));
    }
  }
}
