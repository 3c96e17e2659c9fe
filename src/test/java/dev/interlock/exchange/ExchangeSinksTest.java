package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangeSinksTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/v1/responses", Map.of());

  private final Logger logger = Logger.getLogger(ExchangeSinks.class.getName());
  private final Notes notes = new Notes();
  private final DecisionLog log = new DecisionLog(1000);
  private final Telemetry telemetry = Telemetry.start(Optional.empty());
  private long nanos;
  private final ExchangeSinks sinks =
      new ExchangeSinks(List.of(new Broken(), log), telemetry.metrics(), () -> nanos);

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(notes);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(notes);
    logger.setUseParentHandlers(true);
    telemetry.close();
  }

  @Test
  void the_others_are_told_and_the_failure_is_counted() {
    sinks.decided(decision("d1"), HEAD, 0);
    sinks.decided(decision("d2"), HEAD, 0);

    assertThat(log.find("d2")).isPresent();
    assertThat(telemetry.prometheusText()).contains("interlock_sink_failures_total 2");
  }

  @Test
  void it_is_logged_once_a_minute_and_without_its_message() {
    sinks.decided(decision("d1"), HEAD, 0);
    nanos = Duration.ofSeconds(59).toNanos();
    sinks.decided(decision("d2"), HEAD, 0);
    assertThat(notes.texts).hasSize(1);
    assertThat(notes.texts.getFirst()).contains("Broken").doesNotContain("a prompt");

    nanos = Duration.ofSeconds(60).toNanos();
    sinks.decided(decision("d3"), HEAD, 0);
    assertThat(notes.texts).hasSize(2);
  }

  private static Decision decision(String id) {
    return Decision.newBuilder().setId(id).build();
  }

  private static final class Broken implements ExchangeSink {
    @Override
    public void decided(Decision decision, RequestHead head, long nanos) {
      throw new AssertionError("a prompt");
    }

    @Override
    public void ended(Exchange exchange) {}
  }

  private static final class Notes extends Handler {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void publish(LogRecord note) {
      texts.add(note.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
