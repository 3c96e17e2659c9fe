package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Cache;
import dev.interlock.proto.decision.v1.Cached;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.proto.decision.v1.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a choice saved, in prices that make the sums easy: USD per million tokens. */
class SavingsTest {
  private static final Model SMALL = model("small", 0.6, 1);
  private static final Model BIG = model("big", 0.9, 10);
  private static final Model BIG_AND_DEAR = model("big-and-dear", 0.9, 20);
  private static final ModelCatalog CATALOG =
      new ModelCatalog(List.of(SMALL, BIG, BIG_AND_DEAR), List.of());
  private static final Usage MILLION = new Usage(1_000_000, 0, 0, 0, false);

  private final Savings savings = new Savings(new AlwaysTheBiggest(() -> CATALOG));

  @Test
  void the_biggest_that_was_compared_is_the_measure() {
    savings.ended(exchange(decision("auto", "small", "big"), SMALL));
    savings.ended(exchange(decision("auto", "small", "big", "big-and-dear"), SMALL));

    assertThat(savings.lines()).containsExactly(new Savings.Line("auto", "small", 2, 2, 30));
  }

  @Test
  void a_model_that_was_not_allowed_is_no_measure() {
    Decision decision =
        decision("auto", "small").toBuilder()
            .addRejected(Rejected.newBuilder().setModel("big-and-dear").setReason("rule"))
            .addRejected(Rejected.newBuilder().setModel("big").setReason("not_scored"))
            .build();
    savings.ended(exchange(decision, SMALL));

    assertThat(savings.lines()).containsExactly(new Savings.Line("auto", "small", 1, 1, 10));
  }

  @Test
  void what_was_named_and_what_is_no_longer_known_saves_nothing() {
    savings.ended(exchange(decision("", "small"), SMALL));
    savings.ended(exchange(decision("auto", "gone"), model("gone", 1, 7)));

    assertThat(savings.lines())
        .containsExactly(
            new Savings.Line("", "small", 1, 1, 1), new Savings.Line("auto", "gone", 1, 7, 7));
  }

  @Test
  void only_an_answer_that_was_given_again_saved_something() {
    Decision given =
        Decision.newBuilder()
            .setRequest(Request.newBuilder().setVirtualModel("auto"))
            .setOutcome(Outcome.newBuilder().setCached(Cached.newBuilder().setModel("small")))
            .setCache(Cache.newBuilder().setSavedUsd(3))
            .build();
    var head = new RequestHead("POST", "/", Map.of());
    savings.decided(given.toBuilder().setMode("observe").build(), head, 0);
    assertThat(savings.lines()).isEmpty();
    savings.decided(given, head, 0);
    assertThat(savings.lines()).containsExactly(new Savings.Line("auto", "small", 1, 0, 3));
  }

  @Test
  void an_answer_without_tokens_counts_nowhere() {
    savings.ended(new Exchange(decision("auto", "small"), SMALL, 500, true, Optional.empty()));
    assertThat(savings.lines()).isEmpty();
  }

  @Test
  void input_and_output_have_their_own_prices() {
    Model model =
        new Model(
            "m",
            "m",
            Optional.empty(),
            "m",
            Set.of(Api.CHAT),
            1,
            new Price(2, 8, Optional.empty()),
            1000,
            Set.of(),
            Set.of(),
            "cloud",
            new Energy(0, 0),
            new Latency(0, 0));
    var exchange = exchange(decision("", "m"), model);
    assertThat(exchange.usd(new Usage(500, 250, 0, 0, false))).isEqualTo(0.003, within(1e-12));
  }

  private static Exchange exchange(Decision decision, Model model) {
    return new Exchange(decision, model, 200, true, Optional.of(MILLION));
  }

  private static Decision decision(String virtualModel, String... plan) {
    var decision =
        Decision.newBuilder().setRequest(Request.newBuilder().setVirtualModel(virtualModel));
    for (String model : plan) {
      decision.addPlan(Candidate.newBuilder().setModel(model));
    }
    return decision.build();
  }

  static Model model(String id, double quality, double price) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        quality,
        new Price(price, price, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "cloud",
        new Energy(0, 0),
        new Latency(0, 0));
  }
}
