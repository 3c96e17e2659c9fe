package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Without a difficulty nothing is scored: the default first, whoever rests last. */
class FallbackTest {
  private static final List<Model> MODELS = List.of(model("a"), model("b"), model("c"));
  private static final ModelSelector SELECTOR =
      new ModelSelector(new VirtualModel("auto", MODELS, MODELS.get(1), Consequence.UNDECLARED));

  @Test
  void the_default_is_first() {
    assertThat(plan(select(_ -> true, _ -> false))).containsExactly("b", "a", "c");
  }

  @Test
  void a_default_that_rests_is_asked_last() {
    Selection selection = select(_ -> true, i -> i == 1);

    assertThat(selection.basis()).isEqualTo(Selection.Basis.DEFAULT_RESTING);
    assertThat(plan(selection)).containsExactly("a", "c", "b");
    assertThat(selection.losers())
        .filteredOn(loser -> loser.loss() instanceof Loss.Resting)
        .extracting(loser -> loser.model().id())
        .containsExactly("b");
  }

  @Test
  void if_all_rest_the_default_is_tried_all_the_same() {
    Selection selection = select(_ -> true, _ -> true);

    assertThat(selection.basis()).isEqualTo(Selection.Basis.DEFAULT);
    assertThat(plan(selection)).containsExactly("b", "a", "c");
  }

  @Test
  void a_default_that_is_not_allowed_leaves_nobody() {
    assertThat(select(i -> i != 1, _ -> false).basis()).isEqualTo(Selection.Basis.NONE);
  }

  private static Selection select(IntPredicate allowed, IntPredicate resting) {
    var workload = new Workload(Api.CHAT, List.of(), 10, 10, 10, OptionalDouble.empty());
    return SELECTOR.select(workload, Expectations.NONE, allowed, resting, Objective.DEFAULT, 0);
  }

  private static List<String> plan(Selection selection) {
    return selection.plan().stream().map(scored -> scored.model().id()).toList();
  }

  private static Model model(String id) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        0.5,
        new Price(1, 1, Optional.empty()),
        100_000,
        Set.of(),
        Set.of(),
        "cloud",
        new Energy(0, 0),
        new Latency(0, 0));
  }
}
