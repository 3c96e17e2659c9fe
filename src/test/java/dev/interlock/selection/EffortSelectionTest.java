package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.Reasoning;
import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ThinkingBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class EffortSelectionTest {
  private static final List<String> NAMES = List.of("none", "low", "high");

  @Property
  void a_price_that_would_flip_the_choice_is_that_of_every_effort(@ForAll long seed) {
    var random = new Random(seed);
    var models = new ArrayList<Model>();
    for (int i = 0; i < 3; i++) {
      models.add(model("m" + i, random.nextInt(1, 20) / 2.0, efforts(random)));
    }
    var objective = new Objective(random.nextInt(0, 19) / 20.0, Objective.DEFAULT.weights());
    Workload workload = workload(OptionalInt.empty(), 0.4);
    for (Loser loser : select(models, workload, objective).losers()) {
      for (Flip flip : loser.flips()) {
        boolean price = flip.kind() == Flip.Kind.OUTPUT_PRICE;
        Statistics.collect(flip.kind());
        if (price) {
          var changed = new ArrayList<>(models);
          changed.replaceAll(
              m ->
                  m.equals(loser.model())
                      ? model(m.id(), flip.to(), m.reasoning().orElseThrow().efforts())
                      : m);
          assertThat(select(changed, workload, objective).plan().getFirst().index())
              .isEqualTo(loser.index());
        }
      }
    }
  }

  @Test
  void an_answer_is_not_expected_beyond_the_efforts_cap_or_else_the_clients() {
    List<Effort> efforts = List.of(effort("high", 0.9, 10, OptionalInt.of(700)));
    List<Model> models = List.of(model("m", 1, efforts));

    assertThat(tokens(models, workload(OptionalInt.empty(), 0.1))).isEqualTo(700);
    assertThat(tokens(models, workload(OptionalInt.of(2000), 0.1))).isEqualTo(2000);
    assertThat(tokens(models, workload(OptionalInt.of(5000), 0.1))).isEqualTo(3000);
  }

  @Test
  void a_context_window_must_hold_the_efforts_cap() {
    Model small = model("m", 1, List.of(effort("high", 0.9, 1, OptionalInt.of(100_000))));

    assertThat(
            select(List.of(small), workload(OptionalInt.empty(), 0.1), Objective.DEFAULT).losers())
        .singleElement()
        .satisfies(loser -> assertThat(loser.loss()).isInstanceOf(Loss.ContextTooSmall.class));
  }

  private static double tokens(List<Model> models, Workload workload) {
    return select(models, workload, Objective.DEFAULT).plan().getFirst().outputTokens();
  }

  private static Selection select(List<Model> models, Workload workload, Objective objective) {
    List<Action> actions =
        models.stream().flatMap(model -> Action.all(model, Api.CHAT).stream()).toList();
    return new ModelSelector(actions, models.getFirst()).select(workload, _ -> true, objective, 0);
  }

  private static Workload workload(OptionalInt cap, double difficulty) {
    return new Workload(
        Api.CHAT,
        List.of(),
        100,
        300,
        cap.orElse(300),
        cap,
        true,
        true,
        OptionalDouble.of(difficulty));
  }

  private static List<Effort> efforts(Random random) {
    var efforts = new ArrayList<Effort>();
    for (String name : NAMES.subList(0, random.nextInt(1, 4))) {
      efforts.add(
          effort(name, random.nextInt(1, 20) / 20.0, random.nextInt(1, 9), OptionalInt.empty()));
    }
    return efforts;
  }

  private static Effort effort(String name, double quality, double factor, OptionalInt most) {
    return new Effort(
        new ThinkingBudget(ReasoningFamily.OPENAI, name, OptionalInt.empty(), most),
        quality,
        factor);
  }

  private static Model model(String id, double price, List<Effort> efforts) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(Api.CHAT),
        0.5,
        new Price(0.1, price, Optional.empty()),
        100_000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN,
        Optional.of(new Reasoning(ReasoningFamily.OPENAI, efforts)),
        true);
  }
}
