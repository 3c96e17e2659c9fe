package dev.interlock.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollisionsTest {
  private static final PairView EARLIER = view("How long is the notice period of a lease?");

  private final Collisions collisions = new Collisions();

  @Test
  void an_entry_that_several_questions_collide_with_is_given_up_once() {
    String[] strangers = {
      "Which phone number has the bank?", "Cancel all orders now", "Who won the cup?", "Sing."
    };
    assertThat(refused(1, strangers[0])).isFalse();
    assertThat(refused(1, strangers[0])).isFalse();
    assertThat(refused(1, strangers[1])).isFalse();
    assertThat(refused(2, strangers[2])).isFalse();
    assertThat(refused(1, strangers[2])).isTrue();
    assertThat(refused(1, strangers[3])).isFalse();

    assertThat(collisions.count()).isEqualTo(new Collisions.Count(6, 1));
  }

  @Test
  void questions_in_much_the_same_words_do_not_collide() {
    for (int months = 2; months < 20; months++) {
      String other = "How long is the notice period of a lease of " + months + " months?";
      assertThat(refused(1, other)).isFalse();
    }
    assertThat(refused(1, "x".repeat(Wording.LONGEST + 1))).isFalse();
    assertThat(collisions.count()).isEqualTo(new Collisions.Count(0, 0));
  }

  @Test
  void questions_that_lie_apart_do_not_collide() {
    assertThat(collisions.refused(1, 0.97, EARLIER, view("Who won the cup?"))).isFalse();
    assertThat(collisions.refused(1, Double.NaN, EARLIER, view("Who won the cup?"))).isFalse();
    assertThat(collisions.count().seen()).isZero();
  }

  private boolean refused(long entry, String text) {
    return collisions.refused(entry, 0.99, EARLIER, view(text));
  }

  private static PairView view(String text) {
    return new PairView(Wording.of(text), new float[1], Optional.empty(), "test");
  }
}
