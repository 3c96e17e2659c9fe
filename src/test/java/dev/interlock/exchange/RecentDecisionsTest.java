package dev.interlock.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentDecisionsTest {
  private static final RequestHead HEAD = new RequestHead("POST", "/v1/responses", Map.of());

  private final RecentDecisions recent = new RecentDecisions(3);

  @Test
  void the_oldest_makes_room() {
    decided("a", "b", "c", "d");
    assertThat(ids(recent.since(0, 10))).containsExactly("b", "c", "d");
    assertThat(ids(recent.since(0, 2))).containsExactly("c", "d");
  }

  @Test
  void who_asks_again_gets_what_is_new_and_what_has_ended() {
    decided("a", "b");
    long seen = recent.since(0, 10).getLast().change();
    assertThat(recent.since(seen, 10)).isEmpty();

    ended("a");
    decided("c");

    List<RecentDecisions.Entry> news = recent.since(seen, 10);
    assertThat(ids(news)).containsExactly("a", "c");
    assertThat(news.getFirst().end()).isPresent();
    assertThat(news.getLast().end()).isEmpty();
  }

  @Test
  void an_end_after_its_decision_has_left_changes_nothing() {
    decided("a", "b", "c", "d");
    long seen = recent.since(0, 10).getLast().change();
    ended("a");
    assertThat(recent.since(seen, 10)).isEmpty();
  }

  private void decided(String... ids) {
    for (String id : ids) {
      recent.decided(Decision.newBuilder().setId(id).build(), HEAD, 0);
    }
  }

  private void ended(String id) {
    Model model = SavingsTest.model("m", 1, 1);
    recent.ended(
        new Exchange(Decision.newBuilder().setId(id).build(), model, 200, true, Optional.empty()));
  }

  private static List<String> ids(List<RecentDecisions.Entry> entries) {
    return entries.stream().map(entry -> entry.decision().getId()).toList();
  }
}
