package dev.interlock.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.reuse.Poll.Candidate;
import dev.interlock.reuse.Poll.Near;
import dev.interlock.reuse.Poll.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollTest {
  @Test
  void the_nearest_in_the_same_words_is_the_candidate() {
    var candidate =
        candidate(
            near(1, 0.99, 1, Standing.REFUSED),
            near(2, 0.98, 2, Standing.OTHER_WORDS),
            near(3, 0.97, 3, Standing.SAME_WORDS),
            near(4, 0.96, 4, Standing.SAME_WORDS));

    assertThat(candidate).map(one -> one.near().entry()).contains(3L);
  }

  @Test
  void one_that_is_worded_otherwise_needs_two_others_of_its_kin() {
    assertThat(
            candidate(
                near(1, 0.9, 7, Standing.OTHER_WORDS),
                near(2, 0.9, 7, Standing.OTHER_WORDS),
                near(3, 0.9, 8, Standing.OTHER_WORDS)))
        .isEmpty();
    assertThat(
            candidate(
                near(1, 0.9, 7, Standing.OTHER_WORDS),
                near(2, 0.9, 7, Standing.OTHER_WORDS),
                near(3, 0.9, 7, Standing.REFUSED)))
        .as("who is refused is no support")
        .isEmpty();
    assertThat(
            candidate(
                near(1, 0.9, 7, Standing.OTHER_WORDS),
                near(2, 0.9, 7, Standing.OTHER_WORDS),
                near(3, 0.9, 7, Standing.OTHER_WORDS)))
        .map(one -> one.near().entry())
        .contains(1L);
  }

  @Test
  void who_lacks_what_its_kin_have_in_common_does_not_answer() {
    List<Near> nearest =
        List.of(
            near(1, 0.9, 7, Standing.OTHER_WORDS),
            near(2, 0.9, 7, Standing.OTHER_WORDS),
            near(3, 0.9, 7, Standing.OTHER_WORDS));

    assertThat(Poll.candidate(nearest, _ -> false)).isEmpty();
  }

  @Test
  void the_same_words_come_before_nearer_other_ones() {
    assertThat(
            candidate(
                near(1, 0.99, 7, Standing.OTHER_WORDS),
                near(2, 0.98, 7, Standing.OTHER_WORDS),
                near(3, 0.97, 7, Standing.OTHER_WORDS),
                near(4, 0.9, 8, Standing.SAME_WORDS)))
        .map(one -> one.near().entry())
        .contains(4L);
  }

  @Test
  void one_that_is_refused_never_answers_whoever_is_for_it() {
    assertThat(
            candidate(
                near(1, 0.99, 7, Standing.REFUSED),
                near(2, 0.99, 7, Standing.REFUSED),
                near(3, 0.99, 7, Standing.REFUSED)))
        .isEmpty();
  }

  @Test
  void nobody_near_is_no_candidate() {
    assertThat(candidate()).isEmpty();
  }

  @Test
  void who_is_alone_keeps_the_chance_of_the_second_check() {
    Candidate alone = candidate(near(1, 0.9, 1, Standing.SAME_WORDS)).orElseThrow();

    assertThat(alone.agreement()).isEqualTo(1);
    assertThat(alone.chance()).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void other_words_count_the_less_the_nearer_those_are_that_contradict() {
    Candidate alone = borneOut();
    Candidate far = borneOut(near(4, 0.6, 2, Standing.REFUSED));
    Candidate close = borneOut(near(4, 0.9, 2, Standing.REFUSED));

    assertThat(alone.agreement()).isEqualTo(1);
    assertThat(far.chance()).isLessThan(alone.chance());
    assertThat(close.chance()).isLessThan(far.chance());
    assertThat(close.agreement()).isEqualTo(0.75);
  }

  @Test
  void the_same_words_need_nobodys_voice() {
    Candidate alone = candidate(near(1, 0.9, 1, Standing.SAME_WORDS)).orElseThrow();
    Candidate contradicted =
        candidate(near(1, 0.9, 1, Standing.SAME_WORDS), near(2, 0.9, 2, Standing.REFUSED))
            .orElseThrow();

    assertThat(contradicted.chance()).isEqualTo(alone.chance());
    assertThat(contradicted.agreement()).isEqualTo(0.5);
  }

  private static Candidate borneOut(Near... others) {
    List<Near> nearest = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      nearest.add(near(i, 0.9, 1, Standing.OTHER_WORDS));
    }
    nearest.addAll(List.of(others));
    return Poll.candidate(nearest, _ -> true).orElseThrow();
  }

  @Test
  void chances_are_chances_whatever_the_numbers() {
    for (double chance : new double[] {0, 1, 2, -1, Double.NaN}) {
      var one = new Near(1, 0.9, 1, Standing.SAME_WORDS, chance);

      assertThat(candidate(one, near(2, 0.95, 2, Standing.SAME_WORDS)).orElseThrow().chance())
          .isBetween(0.0, 1.0);
    }
  }

  @Test
  void of_each_kin_one_answer_is_compared_the_candidates_first_and_two_at_most() {
    List<Near> nearest =
        List.of(
            near(1, 0.99, 1, Standing.OTHER_WORDS),
            near(2, 0.98, 2, Standing.REFUSED),
            near(3, 0.97, 3, Standing.SAME_WORDS),
            near(4, 0.96, 3, Standing.SAME_WORDS),
            near(5, 0.95, 5, Standing.OTHER_WORDS),
            near(6, 0.94, 6, Standing.OTHER_WORDS));

    assertThat(Poll.compared(nearest, Poll.candidate(nearest, _ -> true)))
        .extracting(one -> one.near().entry())
        .containsExactly(3L, 1L);
  }

  private static Optional<Candidate> candidate(Near... nearest) {
    return Poll.candidate(List.of(nearest), _ -> true);
  }

  private static Near near(long entry, double cosine, long kin, Standing standing) {
    return new Near(entry, cosine, kin, standing, 0.8);
  }
}
