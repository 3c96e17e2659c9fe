package dev.interlock.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.inference.Api;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetFileTest {
  @Test
  void every_key_is_read() {
    Fleet fleet =
        FleetFile.parse(
            """
            seed: 7
            models:
              - id: small
                port: 9101
                names: [a, b]
                apis: [chat, messages]
                strength: 0.5
                price: {input: 1, output: 2.5}
                first_token: 30ms
                per_token: 250us
                tokens: {median: 10, spread: 0}
                credential: {header: authorization, value: Bearer x}
                faults:
                  refuse: true
                  reset: 0.1
                  hang: 0.2
                  error: {rate: 0.3, status: 503, retry_after: 2s}
                  first_byte_delay: 1s
                  truncate: 0.4
                  malformed: 0.5
              - id: plain
            """);

    SimulatedModel small = fleet.models().getFirst();
    assertThat(fleet.seed()).isEqualTo(7);
    assertThat(small.port()).isEqualTo(9101);
    assertThat(small.names()).containsExactly("a", "b");
    assertThat(small.apis()).containsExactlyInAnyOrder(Api.CHAT, Api.MESSAGES);
    assertThat(small.strength()).isEqualTo(0.5);
    assertThat(small.price()).isEqualTo(new Price(1, 2.5));
    assertThat(small.firstToken()).isEqualTo(Duration.ofMillis(30));
    assertThat(small.perToken()).isEqualTo(Duration.ofNanos(250_000));
    assertThat(small.tokens()).isEqualTo(new TokenCount(10, 0));
    assertThat(small.credential()).hasValue(new RequiredCredential("authorization", "Bearer x"));
    assertThat(small.faults().refuse()).isTrue();
    assertThat(small.faults().error().status()).isEqualTo(503);
    assertThat(small.faults().error().retryAfter()).hasValue(Duration.ofSeconds(2));
    assertThat(small.faults().firstByteDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(small.faults().malformed()).isEqualTo(0.5);
    assertThat(fleet.models().getLast().apis()).isEqualTo(SimulatedModel.DEFAULTS.apis());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{modles: []} | modles",
        "{models: []} | at least one",
        "{models: [{id: a, strenght: 1}]} | strenght",
        "{models: [{id: a, strength: 2}]} | strength: 2.0 (expected: 0 to 1)",
        "{models: [{id: a, first_token: soon}]} | such as 40ms",
        "{models: [{id: a, apis: [talk]}]} | chat, completions",
        "{models: [{id: a, names: []}]} | at least one model name",
        "{models: [{id: a, faults: {error: {status: 200}}}]} | 400 to 599",
        "{models: [{id: a}, {id: a}]} | twice"
      })
  void what_is_wrong_is_said(String yaml, String message) {
    assertThatThrownBy(() -> FleetFile.parse(yaml)).hasMessageContaining(message);
  }

  @Test
  void a_credential_is_not_printed() {
    assertThat(new RequiredCredential("authorization", "Bearer s3cret").toString())
        .doesNotContain("s3cret");
  }
}
