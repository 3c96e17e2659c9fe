package dev.interlock.routing;

import static dev.interlock.routing.RouterFixture.FRONTIER;
import static dev.interlock.routing.RouterFixture.MEDIUM;
import static dev.interlock.routing.RouterFixture.SMALL;
import static dev.interlock.routing.RouterFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.failover.BreakerSettings;
import dev.interlock.failover.Breakers;
import dev.interlock.failover.Health;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who is asked in place of a model that rests, and who tries it afterwards. */
class RestingModelsTest {
  private static final Duration REST = BreakerSettings.DEFAULT.rest();

  private final AtomicLong now = new AtomicLong();
  private final Breakers breakers = new Breakers(now::get);
  private final RouterFixture fixture = new RouterFixture().difficulty(0.05).breakers(breakers);

  @Test
  void of_many_requests_at_once_one_tries_a_model_after_its_rest() throws Exception {
    RequestRouter router = fixture.router();
    rest(SMALL);
    restsPass();
    var together = new CyclicBarrier(8);
    Callable<String> decision =
        () -> {
          together.await();
          return first(enforced(router));
        };
    var chosen = new ArrayList<String>();
    try (var clients = Executors.newFixedThreadPool(8)) {
      for (Future<String> each : clients.invokeAll(Collections.nCopies(8, decision))) {
        chosen.add(each.get());
      }
    }
    assertThat(chosen).containsOnly("small", "medium").containsOnlyOnce("small");
  }

  @Test
  void who_does_not_get_the_trial_says_that_the_model_rests() {
    RequestRouter router = fixture.router();
    rest(SMALL);
    restsPass();

    assertThat(enforced(router).getRejectedList()).noneMatch(r -> r.getReason().equals("resting"));
    Decision other = enforced(router);

    assertThat(other.getExplanation()).contains("resting after failures: small");
    assertThat(other.getPlanList())
        .extracting(Candidate::getModel)
        .containsExactly("medium", "frontier", "small");
  }

  @Test
  void who_only_asks_what_would_be_tries_nobody() {
    RequestRouter router = fixture.router();
    rest(SMALL);
    restsPass();

    for (int i = 0; i < 3; i++) {
      Decision shown =
          router.route(request("auto"), RouterFixture.head(), RouterFixture.deadline()).decision();
      assertThat(first(shown)).isEqualTo("small");
    }
    assertThat(breakers.health("small")).isEqualTo(Health.ON_TRIAL);
    assertThat(first(enforced(router))).isEqualTo("small");
  }

  @Test
  void a_model_that_is_second_is_not_claimed_by_the_decision() {
    RequestRouter router = fixture.router();
    rest(MEDIUM);
    restsPass();

    assertThat(enforced(router).getPlanList())
        .extracting(Candidate::getModel)
        .containsExactly("small", "medium", "frontier");
    assertThat(breakers.health("medium")).isEqualTo(Health.ON_TRIAL);
  }

  @Test
  void if_all_rest_or_are_tried_by_others_the_best_is_asked_all_the_same() {
    RequestRouter router = fixture.router();
    List.of(SMALL, MEDIUM, FRONTIER).forEach(this::rest);
    restsPass();
    List<Decision> decisions =
        List.of(enforced(router), enforced(router), enforced(router), enforced(router));

    assertThat(decisions)
        .extracting(RestingModelsTest::first)
        .containsExactly("small", "medium", "frontier", "small");
    assertThat(decisions.getLast().getDegradationsList()).containsExactly("all_resting");
  }

  @Test
  void who_stands_in_for_a_default_that_rests_is_not_called_the_default() {
    RequestRouter router = fixture.missing("difficulty").router();
    rest(MEDIUM);

    Decision decision = enforced(router);

    assertThat(first(decision)).isEqualTo("small");
    assertThat(decision.getReason()).isEqualTo("default_resting");
    assertThat(decision.getDegradationsList()).containsExactly("signals_deadline", "default_used");
    assertThat(decision.getExplanation())
        .isEqualTo(
            "small stands in for the default, because quality signals are missing; resting after"
                + " failures: medium.");
  }

  private void restsPass() {
    now.addAndGet(REST.toNanos());
  }

  private void rest(Model model) {
    breakers.heard(model.id(), 429, Optional.of(REST), false, 0);
    assertThat(breakers.health(model.id())).isEqualTo(Health.RESTING);
  }

  private static Decision enforced(RequestRouter router) {
    return router
        .enforce(request("auto"), RouterFixture.head(), RouterFixture.deadline())
        .decision();
  }

  private static String first(Decision decision) {
    return decision.getPlan(0).getModel();
  }
}
