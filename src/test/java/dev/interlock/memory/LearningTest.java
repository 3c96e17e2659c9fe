package dev.interlock.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LearningTest {
  private static final float[] NO_KINDS = {};
  private static final Set<String> MODELS = Set.of("small", "small@low", "large");

  private final AtomicLong now = new AtomicLong(1_000);
  private final Learning learning = new Learning(() -> Instant.ofEpochMilli(now.get()));
  private final List<Judgement> told = new ArrayList<>();

  LearningTest() {
    learning.tell(told::add, _ -> {});
  }

  @Test
  void feedback_counts_for_the_model_the_intent_and_the_rule_of_its_decision() {
    decide("d-1", "billing", "small", "large");

    assertThat(learning.feedback("d-1", 0)).contains(Learning.Result.COUNTED);

    MemoryView view = learning.view(10);
    assertThat(view.models())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.tenant()).isEqualTo("acme");
              assertThat(line.intent()).isEqualTo("billing");
              assertThat(line.model()).isEqualTo("small");
              assertThat(line.counts().bad()).isEqualTo(1);
              assertThat(line.shift()).isNegative();
            });
    assertThat(view.rules())
        .singleElement()
        .satisfies(line -> assertThat(line.friction()).isEqualTo(1));
    assertThat(told).singleElement().satisfies(it -> assertThat(it.isGood()).isFalse());
  }

  @Test
  void the_next_choice_hears_of_it_and_other_intents_and_tenants_do_not() {
    decide("d-1", "billing", "small", "large");
    learning.feedback("d-1", 0);

    Advice billing = advise("acme", "billing");
    assertThat(billing.revision()).isEqualTo(1);
    assertThat(billing.applied(0)).isNegative();
    assertThat(billing.evidence(0)).isEqualTo(1);
    assertThat(billing.applied(1)).isZero();
    assertThat(advise("acme", "smalltalk").applied(0)).isZero();
    assertThat(advise("globex", "billing").applied(0)).isZero();
  }

  @Test
  void the_last_of_several_judgements_counts_alone() {
    decide("d-1", "billing", "small", "large");

    learning.feedback("d-1", 0);
    assertThat(learning.feedback("d-1", 0)).contains(Learning.Result.UNCHANGED);
    assertThat(learning.feedback("d-1", 1)).contains(Learning.Result.REPLACED);

    Counts counts = learning.view(10).models().getFirst().counts();
    assertThat(counts.good()).isEqualTo(1);
    assertThat(counts.bad()).isZero();
    assertThat(advise("acme", "billing").applied(0)).isPositive();
    assertThat(told)
        .hasSize(2)
        .last()
        .satisfies(it -> assertThat(it.before().orElseThrow().score()).isZero());
  }

  @Property(tries = 100)
  void whatever_was_said_before_the_last_word_is_as_if_it_had_not_been(@ForAll long seed) {
    var random = new Random(seed);
    var twice = new Learning(() -> Instant.ofEpochMilli(1_000));
    var once = new Learning(() -> Instant.ofEpochMilli(1_000));
    for (int i = 0; i < 20; i++) {
      String id = "d-" + i;
      double last = random.nextInt(2);
      twice.decided(id, Occasions.decided("billing", 0.7f, "small"));
      once.decided(id, Occasions.decided("billing", 0.7f, "small"));
      for (int j = random.nextInt(4); j > 0; j--) {
        twice.feedback(id, random.nextDouble());
      }
      twice.feedback(id, last);
      once.feedback(id, last);
    }
    MemoryView.OfModel both = twice.view(1).models().getFirst();
    MemoryView.OfModel alone = once.view(1).models().getFirst();

    assertThat(both.shift()).isCloseTo(alone.shift(), within(1e-6));
    assertThat(both.counts()).isEqualTo(alone.counts());
  }

  @Test
  void of_a_decision_that_nobody_remembers_nothing_is_counted() {
    assertThat(learning.feedback("d-1", 1)).isEmpty();
    decide("d-2", "billing", "small");
    now.addAndGet(Duration.ofHours(25).toMillis());

    assertThat(learning.feedback("d-2", 1)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void feedback_is_about_the_model_that_answered_and_failures_about_those_that_did_not() {
    decide("d-1", "billing", "small@low", "large");
    learning.noticed("d-1", Sign.FAILURE, "small");
    learning.noticed("d-1", Sign.ESCALATION);
    learning.answered("d-1", "large");
    learning.feedback("d-1", 1);

    assertThat(told)
        .extracting(it -> it.experience().sign() + " " + it.experience().occasion().model())
        .containsExactly("FAILURE small@low", "ESCALATION small@low", "FEEDBACK large");
  }

  @Test
  void an_answer_of_nobody_in_the_plan_is_judged_of_nobody() {
    decide("d-1", "billing", "small", "large");
    learning.answered("d-1", "another");

    assertThat(learning.feedback("d-1", 0)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void a_model_whose_id_begins_as_an_effort_of_another_is_credited_for_itself() {
    learning.decided(
        "d-1",
        new Decided(
            "acme",
            "auto",
            "billing",
            List.of(),
            List.of(Decided.Turn.unknown("small@edge"), Decided.Turn.unknown("small")),
            NO_KINDS,
            "",
            1_000));
    learning.answered("d-1", "small");
    learning.feedback("d-1", 1);

    assertThat(told)
        .singleElement()
        .satisfies(it -> assertThat(it.experience().occasion().model()).isEqualTo("small"));
  }

  @Test
  void what_was_never_learnt_is_not_taken_back() {
    use(Set.of(FeedbackSettings.Source.IMPLICIT), "");
    decide("d-1", "billing", "small");
    learning.feedback("d-1", 0);
    use(Set.of(FeedbackSettings.Source.FEEDBACK), "");
    learning.feedback("d-1", 1);
    double replaced = advise("acme", "billing").shift(0);

    decide("d-2", "smalltalk", "small");
    learning.feedback("d-2", 1);

    assertThat(replaced).isPositive().isEqualTo(advise("acme", "smalltalk").shift(0));
  }

  @Test
  void what_the_traffic_shows_counts_once_and_teaches_nothing_unless_it_may() {
    decide("d-1", "billing", "small");
    learning.noticed("d-1", Sign.COMPLAINT);
    learning.noticed("d-1", Sign.COMPLAINT);

    assertThat(learning.view(1).models().getFirst().counts().complained()).isEqualTo(1);
    assertThat(advise("acme", "billing").applied(0)).isZero();

    use(Set.of(FeedbackSettings.Source.IMPLICIT), "");
    decide("d-2", "billing", "small");
    learning.noticed("d-2", Sign.COMPLAINT);
    assertThat(advise("acme", "billing").applied(0)).isNegative();
  }

  @Test
  void frozen_it_adds_nothing_and_goes_on_counting() {
    decide("d-1", "billing", "small");
    learning.feedback("d-1", 0);
    learning.change(Change.FREEZE);
    decide("d-2", "billing", "small");
    learning.feedback("d-2", 0);

    Advice advice = advise("acme", "billing");
    assertThat(advice.frozen()).isTrue();
    assertThat(advice.applied(0)).isZero();
    assertThat(advice.shift(0)).isNegative();
    assertThat(learning.view(1).frozen()).isEqualTo("by_hand");
    assertThat(learning.view(1).models().getFirst().counts().bad()).isEqualTo(2);
    learning.change(Change.UNFREEZE);
    assertThat(advise("acme", "billing").applied(0)).isNegative();
  }

  @Test
  void what_made_chances_worse_is_frozen_on_its_own() {
    for (int i = 0; i < 200 && !learning.isFrozen(); i++) {
      String id = "d-" + i;
      learning.decided(id, Occasions.moved(0.8f, 0.4f, "", NO_KINDS));
      learning.feedback(id, 1);
    }

    MemoryView view = learning.view(1);
    assertThat(view.frozen()).isEqualTo("by_guard");
    assertThat(view.guard().brierWith()).isGreaterThan(view.guard().brierWithout());
    assertThat(view.guard().evidenceOfHarm()).isGreaterThanOrEqualTo(view.guard().freezesAt());
    learning.change(Change.RESET);
    assertThat(learning.isFrozen()).isFalse();
    assertThat(learning.view(1).models()).isEmpty();
  }

  @Test
  void after_a_reset_everything_can_be_said_anew() {
    decide("d-1", "billing", "small");
    learning.feedback("d-1", 0);
    learning.change(Change.RESET);

    assertThat(advise("acme", "billing").applied(0)).isZero();
    assertThat(learning.feedback("d-1", 0)).contains(Learning.Result.COUNTED);
    assertThat(advise("acme", "billing").applied(0)).isNegative();
  }

  @Test
  void what_is_told_again_teaches_the_same() {
    decide("d-1", "billing", "small");
    learning.feedback("d-1", 1);
    learning.feedback("d-1", 0);
    var next = new Learning(() -> Instant.ofEpochMilli(now.get()));

    told.forEach(next::recall);

    assertThat(next.view(10).models()).isEqualTo(learning.view(10).models());
    assertThat(next.advise("acme", "billing", "", NO_KINDS, List.of("small")).shifts())
        .isEqualTo(learning.advise("acme", "billing", "", NO_KINDS, List.of("small")).shifts());
  }

  @Test
  void models_that_are_none_any_more_are_forgotten() {
    decide("d-1", "billing", "gone");
    learning.feedback("d-1", 0);

    use(Set.of(FeedbackSettings.Source.FEEDBACK), "");

    assertThat(learning.view(10).models()).isEmpty();
  }

  @Test
  void kinds_of_another_bundle_mean_nothing_here() {
    use(Set.of(FeedbackSettings.Source.FEEDBACK), "bundle-1");
    float[] kinds = {1};
    learning.decided("d-1", Occasions.moved(0.8f, 0.8f, "bundle-1", kinds));
    learning.feedback("d-1", 0);
    assertThat(shift("bundle-1", kinds)).isNegative();

    use(Set.of(FeedbackSettings.Source.FEEDBACK), "bundle-2");
    assertThat(shift("bundle-1", kinds)).isZero();
    assertThat(shift("bundle-2", kinds)).isZero();
  }

  private double shift(String bundle, float... kinds) {
    return learning.advise("acme", "billing", bundle, kinds, List.of("small")).applied(0);
  }

  private void use(Set<FeedbackSettings.Source> sources, String bundle) {
    FeedbackSettings before = FeedbackSettings.DEFAULT;
    learning.use(
        new FeedbackSettings(sources, before.halfLife(), 0, before.late(), before.memoryBytes()),
        bundle,
        MODELS);
  }

  private void decide(String id, String intent, String... plan) {
    learning.decided(id, Occasions.decided(intent, 0.8f, plan));
  }

  private Advice advise(String tenant, String intent) {
    return learning.advise(tenant, intent, "", NO_KINDS, List.of("small", "large"));
  }

  /** As after weeks without traffic. */
  @Test
  void what_was_learnt_fades_with_time() {
    decide("d-1", "billing", "small");
    learning.feedback("d-1", 0);
    double fresh = advise("acme", "billing").applied(0);
    long revision = advise("acme", "billing").revision();

    now.addAndGet(Duration.ofDays(70).toMillis());
    learning.fade();

    assertThat(fresh).isNegative();
    assertThat(advise("acme", "billing").applied(0)).isBetween(fresh / 100, 0.0);
    assertThat(advise("acme", "billing").revision()).isGreaterThan(revision);
  }

  /** What was forgotten can do no harm. */
  @Test
  void decisions_before_a_reset_do_not_freeze_what_comes_after_it() {
    for (int i = 0; i < 500; i++) {
      learning.decided("d-" + i, Occasions.moved(0.1f, 0.9f, "", NO_KINDS));
    }
    learning.change(Change.RESET);

    for (int i = 0; i < 500; i++) {
      learning.feedback("d-" + i, 0);
    }

    assertThat(learning.isFrozen()).isFalse();
  }

  @Test
  void the_same_model_asked_again_gave_up_to_nobody() {
    decide("d-1", "billing", "small");

    learning.turned("d-1", "small");
    learning.turned("d-1", "unknown");

    assertThat(learning.view(10).models()).isEmpty();
  }

  @Test
  void what_nobody_was_asked_takes_no_feedback() {
    decide("d-1", "billing", "small");

    learning.unasked("d-1");

    assertThat(learning.feedback("d-1", 1)).isEmpty();
  }
}
