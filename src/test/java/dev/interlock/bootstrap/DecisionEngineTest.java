package dev.interlock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.embedding.EncoderException;
import dev.interlock.failover.Breakers;
import dev.interlock.failover.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionEngineTest {
  private static final Path HOME = Path.of(System.getProperty("interlock.home"));

  @TempDir Path directory;

  @Test
  void an_operator_can_turn_the_transformer_off() throws IOException {
    try (var engine = DecisionEngine.build(load("encoder: {forward: off}"), HOME, 1)) {
      assertThat(engine.encoderStatus()).contains("NONE", "encoder.forward: off");
    }
  }

  @Test
  void another_encoder_is_looked_for_beside_the_configuration() throws IOException {
    Loaded.Valid loaded = load("encoder: {path: encoders/ours}");

    assertThatThrownBy(() -> DecisionEngine.build(loaded, HOME, 1))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining(directory.resolve("encoders/ours").toString());
  }

  @Test
  void the_next_one_learns_again_only_what_changed() throws IOException {
    String intents = "intents: [{name: a, examples: [one text, another]}]\n";
    String off = "encoder: {forward: off}\n";
    DecisionEngine first = DecisionEngine.build(load(off + intents), HOME, 1);
    DecisionEngine policy =
        first.next(load(off + intents + "policies: [{name: p, objective: {quality: 0.5}}]"));
    DecisionEngine examples = first.next(load(off + intents.replace("another", "a third")));
    first.close();

    assertThat(policy.sharesWith(first)).isTrue();
    assertThat(examples.sharesWith(first)).isFalse();
    assertThat(examples.encoderStatus()).isEqualTo(first.encoderStatus());
    policy.close();
    examples.close();
    assertThatThrownBy(policy::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void one_beside_it_has_learnt_the_same_and_remembers_for_itself() throws IOException {
    String intents = "intents: [{name: a, examples: [one text, another]}]\n";
    Loaded.Valid loaded = load("encoder: {forward: off}\n" + intents);
    DecisionEngine first = DecisionEngine.build(loaded, HOME, 1);
    try (DecisionEngine beside = first.beside(loaded, 1);
        DecisionEngine wider = first.beside(loaded, 2)) {
      first.close();

      assertThat(beside.sharesWith(first)).isTrue();
      assertThat(wider.sharesWith(first)).isFalse();
      assertThat(beside.breakers()).isNotSameAs(first.breakers());
      assertThat(beside.cache()).isNotSameAs(first.cache());
      assertThat(beside.learning()).isNotSameAs(first.learning());
    }
  }

  @Test
  void what_the_next_one_says_of_breakers_counts_once_it_is_in_force() throws IOException {
    String off = "encoder: {forward: off}\n";
    DecisionEngine first = DecisionEngine.build(load(off), HOME, 1);
    Breakers breakers = first.breakers();
    breakers.heard("small", 429, Optional.of(Duration.ofMinutes(1)), false, 0);
    DecisionEngine next = first.next(load(off + "failover: {breaker: {enabled: false}}"));

    assertThat(breakers.health("small")).isEqualTo(Health.RESTING);
    next.comeIntoForce();
    assertThat(breakers.health("small")).isEqualTo(Health.AWAKE);
    first.close();
    next.close();
  }

  /** On a processor that needs it; any other has nothing to say. */
  @Test
  void that_it_makes_do_with_7_bits_is_said_by_who_serves_and_not_by_who_only_looks()
      throws IOException {
    Logger log = Logger.getLogger(DecisionEngine.class.getPackageName().replace(".bootstrap", ""));
    var said = new Said();
    log.addHandler(said);
    try (var engine = DecisionEngine.build(load(""), HOME, 1)) {
      assertThat(said.lines).isEmpty();

      engine.warnOfFewerBits();
      engine.next(load("policies: [{name: p, objective: {quality: 0.5}}]")).close();

      boolean fewer = engine.encoderStatus().contains("REDUCED");
      assertThat(said.lines).hasSize(fewer ? 1 : 0).allMatch(line -> line.contains("7-bit"));
    } finally {
      log.removeHandler(said);
    }
  }

  private static final class Said extends Handler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private Loaded.Valid load(String encoder) throws IOException {
    String minimal = Files.readString(Path.of("examples/minimal.yaml"));
    Path file = directory.resolve("interlock.yaml");
    Files.writeString(file, minimal + "\n" + encoder + "\n");
    return (Loaded.Valid)
        new ConfigurationLoader(_ -> null, () -> LocalDate.EPOCH, SignalFamilies.specs())
            .load(file, 1);
  }
}
