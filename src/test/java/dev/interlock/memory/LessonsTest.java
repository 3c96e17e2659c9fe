package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class LessonsTest {
  private static final double WEEK = Duration.ofDays(7).toMillis();

  private final Lessons lessons = new Lessons(() -> WEEK);

  @Test
  void nothing_is_known_at_first() {
    assertThat(lessons.shift("", "", Occasions.NO_KINDS, "small")).isZero();
    assertThat(lessons.shift("", "", new float[] {0.5f, 0.5f}, "small")).isZero();
  }

  @Test
  void a_model_that_disappoints_loses_and_most_at_the_kind_where_it_did() {
    for (int i = 0; i < 10; i++) {
      lessons.learn(Occasions.feedback(Occasions.withKinds("small", 0.7, 0.95f, 0.05f), 0));
    }

    double there = lessons.shift("", "", new float[] {1, 0}, "small");
    double elsewhere = lessons.shift("", "", new float[] {0, 1}, "small");
    assertThat(there).isLessThan(-1);
    assertThat(elsewhere).isNegative().isGreaterThan(there * 0.45);
    assertThat(lessons.shift("", "", new float[] {1, 0}, "large")).isZero();
  }

  @Test
  void tenants_learn_for_themselves() {
    lessons.learn(Occasions.feedback(Occasions.of("acme", "", "small", 0.9, 0), 0));

    assertThat(lessons.shift("acme", "", Occasions.NO_KINDS, "small")).isNegative();
    assertThat(lessons.shift("globex", "", Occasions.NO_KINDS, "small")).isZero();
  }

  @Test
  void where_nothing_was_expected_nothing_is_learnt() {
    lessons.learn(Occasions.feedback(Occasions.of("", "", "small", Double.NaN, 0), 0));

    assertThat(lessons.shift("", "", Occasions.NO_KINDS, "small")).isZero();
  }

  /** Of a week ago half is left, beside one of today. */
  @Test
  void what_is_old_fades() {
    lessons.learn(Occasions.feedback(Occasions.of("", "", "small", 0.5, 0), 0));
    double fresh = lessons.shift("", "", Occasions.NO_KINDS, "small");
    lessons.learn(Occasions.feedback(Occasions.of("", "", "small", 0.5, (long) WEEK), 1));

    double one = 0.64;
    assertThat(fresh).isCloseTo(-0.5 * one / (1 + 0.25 * one), within(1e-9));
    assertThat(lessons.shift("", "", Occasions.NO_KINDS, "small"))
        .isCloseTo((0.5 - 0.25) * one / (1 + 0.25 * 1.5 * one), within(1e-9));
  }

  /** Without a word from anybody. */
  @Test
  void what_was_learnt_fades_with_time() {
    lessons.learn(Occasions.feedback(Occasions.withKinds("small", 0.7, 1, 0), 0));
    lessons.learn(Occasions.feedback(Occasions.of("", "", "small", 0.7, 0), 0));
    float[] kinds = {1, 0};
    double kind = lessons.shift("", "", kinds, "small");
    double intent = lessons.shift("", "", Occasions.NO_KINDS, "small");

    lessons.fading((long) WEEK).run();

    assertThat(lessons.shift("", "", kinds, "small")).isBetween(kind * 0.6, kind * 0.45);
    assertThat(lessons.shift("", "", Occasions.NO_KINDS, "small"))
        .isBetween(intent * 0.6, intent * 0.45);
    lessons.fading((long) (20 * WEEK)).run();
    assertThat(lessons.shift("", "", kinds, "small")).isCloseTo(0, within(1e-4));
  }

  @Test
  void where_kinds_are_not_known_intents_learn_for_themselves() {
    lessons.learn(Occasions.feedback(Occasions.of("", "billing", "small", 0.7, 0), 0));

    assertThat(lessons.shift("", "billing", Occasions.NO_KINDS, "small")).isNegative();
    assertThat(lessons.shift("", "greeting", Occasions.NO_KINDS, "small")).isZero();
    assertThat(lessons.shift("", "billing", new float[] {1, 0}, "small")).isZero();
  }

  @Property(tries = 200)
  void no_feedback_moves_odds_by_more_than_the_bound(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double expected) {
    var random = new Random(seed);
    var lessons = new Lessons(() -> WEEK);
    for (int i = 0; i < 200; i++) {
      lessons.learn(
          Occasions.feedback(
              Occasions.withKinds("small", expected, random.nextFloat(), random.nextFloat()),
              random.nextInt(2)));
      double shift = lessons.shift("", "", new float[] {0.5f, 0.5f}, "small");
      assertThat(shift).isBetween(-1.5, 1.5);
    }
  }

  @Property(tries = 200)
  void what_is_taken_back_leaves_nothing(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double expected) {
    var random = new Random(seed);
    var lessons = new Lessons(() -> WEEK);
    var kept = Occasions.feedback(Occasions.of("", "", "small", 0.7, random.nextLong(1L << 40)), 1);
    lessons.learn(kept);
    double before = lessons.shift("", "", Occasions.NO_KINDS, "small");
    var taken =
        Occasions.feedback(
            Occasions.of("", "", "small", expected, kept.occasion().timeUnixMs()),
            random.nextDouble());
    lessons.learn(taken);
    lessons.learn(taken.taken());

    assertThat(lessons.shift("", "", Occasions.NO_KINDS, "small")).isCloseTo(before, within(1e-9));
  }

  /** Of a hundred kinds a model takes some 80 kB. */
  @Test
  void memory_is_bounded_and_the_latest_is_kept() {
    float[] kinds = new float[100];
    kinds[0] = 1;
    for (int tenant = 0; tenant < 300; tenant++) {
      var occasion =
          new Occasion(String.valueOf(tenant), "", "", List.of(), "small", kinds, 0.7, 0);
      lessons.learn(Occasions.feedback(occasion, 0));
    }

    long known =
        IntStream.range(0, 300)
            .filter(tenant -> lessons.shift(String.valueOf(tenant), "", kinds, "small") != 0)
            .count();
    assertThat(known).isBetween(50L, 110L);
    assertThat(lessons.shift("299", "", kinds, "small")).isNegative();
  }
}
