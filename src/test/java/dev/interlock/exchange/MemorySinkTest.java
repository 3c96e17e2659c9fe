package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import dev.interlock.memory.Decided;
import dev.interlock.memory.Learning;
import dev.interlock.proto.decision.v1.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemorySinkTest {
  private static final Decision DECISION = Decision.newBuilder().setId("d-1").build();

  private final Learning learning = new Learning(() -> Instant.ofEpochMilli(1_000));
  private final MemorySink sink = new MemorySink(learning);
  private final List<String> noticed = new ArrayList<>();

  MemorySinkTest() {
    learning.tell(
        it -> noticed.add(it.experience().sign().code() + " " + it.experience().occasion().model()),
        _ -> {});
    learning.decided(
        "d-1",
        new Decided(
            "",
            "auto",
            "",
            List.of(),
            List.of(
                new Decided.Turn("small", "small", 0.8f, 0.8f),
                new Decided.Turn("large", "large", 0.9f, 0.9f)),
            new float[0],
            "",
            1_000));
  }

  @Test
  void who_fails_and_is_replaced_is_noticed_and_who_answers_is_judged() {
    sink.attempted(attempt("small", 1, 503));
    sink.attempted(attempt("large", 2, 200));
    sink.ended(new Exchange(DECISION, model("large"), 200, true, Optional.empty()));
    assertThat(learning.feedback("d-1", 1)).isPresent();

    assertThat(noticed).containsExactly("failure small", "escalation small", "feedback large");
  }

  @Test
  void an_answer_that_breaks_off_is_a_failure_and_a_refusal_is_none() {
    sink.attempted(attempt("small", 1, 200));
    sink.ended(new Exchange(DECISION, model("small"), 200, false, Optional.empty()));
    assertThat(noticed).containsExactly("failure small");

    noticed.clear();
    sink.attempted(attempt("large", 1, 400));
    sink.ended(new Exchange(DECISION, model("large"), 400, true, Optional.empty()));
    assertThat(noticed).isEmpty();
  }

  @Test
  void what_was_only_looked_at_is_nobodys_failure() {
    Decision observed = DECISION.toBuilder().setMode("observe").build();
    sink.ended(new Exchange(observed, model("small"), 200, false, Optional.empty()));

    assertThat(noticed).isEmpty();
  }

  private static Attempt attempt(String model, int number, int status) {
    return new Attempt("d-1", model(model), number, status, Optional.empty(), false, 0);
  }

  private static Model model(String id) {
    return new Model(
        id,
        "cluster-" + id,
        Optional.empty(),
        "upstream-" + id,
        Set.of(Api.CHAT),
        0.8,
        new Price(1, 1, Optional.empty()),
        32_768,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
