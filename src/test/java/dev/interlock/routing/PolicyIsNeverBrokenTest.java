package dev.interlock.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.signal.SignalValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * For random policies, requests and missing signals: what the rules do not provably allow is never
 * in a plan. A second, naive reading of the rules in Kleene's three-valued logic is the judge;
 * empty stands for unknown.
 */
class PolicyIsNeverBrokenTest {
  /** What the signals are; empty means that they could not be computed. */
  private record World(
      Optional<String> intent, Optional<Double> difficulty, Optional<Boolean> sensitive) {}

  /** An expression and what it means. */
  private record Atom(String cel, BiFunction<World, Model, Optional<Boolean>> meaning) {}

  private record Drafted(Optional<Atom> when, Optional<Atom> allow, boolean refuse) {}

  private static final List<Atom> CONDITIONS =
      List.of(
          new Atom("signals.sensitive", (w, _) -> w.sensitive),
          new Atom("!signals.sensitive", (w, _) -> w.sensitive.map(x -> !x)),
          new Atom("signals.difficulty > 0.5", (w, _) -> w.difficulty.map(x -> x > 0.5)),
          new Atom("signals.intent == 'legal'", (w, _) -> w.intent.map("legal"::equals)),
          new Atom("request.stream", (_, _) -> Optional.of(false)),
          new Atom("request.headers['absent'] == 'x'", (_, _) -> Optional.empty()),
          new Atom(
              "signals.sensitive || signals.intent == 'legal'",
              (w, _) -> or(w.sensitive, w.intent.map("legal"::equals))),
          new Atom(
              "signals.sensitive && signals.difficulty > 0.5",
              (w, _) -> and(w.sensitive, w.difficulty.map(x -> x > 0.5))));

  private static final List<Atom> DEMANDS =
      List.of(
          new Atom("'eu' in model.tags", (_, m) -> Optional.of(m.tags().contains("eu"))),
          new Atom("model.price.output < 5.0", (_, m) -> Optional.of(m.price().output() < 5)),
          new Atom(
              "'on-prem' in model.tags || !signals.sensitive",
              (w, m) -> or(Optional.of(m.tags().contains("on-prem")), w.sensitive.map(x -> !x))),
          new Atom(
              "model.quality > signals.difficulty",
              (w, m) -> w.difficulty.map(x -> m.quality() > x)),
          new Atom("signals.intent != 'legal'", (w, _) -> w.intent.map(x -> !x.equals("legal"))));

  @Property(tries = 600)
  void whatTheRulesDoNotAllowIsNeverInAPlan(@ForAll long seed) {
    var random = new Random(seed);
    World world = world(random);
    List<Drafted> drafts = drafts(random);
    RoutingOutcome outcome = route(random, world, drafts);

    boolean refused =
        drafts.stream().anyMatch(d -> d.refuse && !truth(d.when, world).equals(Optional.of(false)));
    Statistics.label("outcome").collect(outcome.decision().getReason());
    if (refused) {
      assertThat(outcome).isInstanceOf(RoutingOutcome.Reject.class);
    }
    for (Candidate candidate : outcome.decision().getPlanList()) {
      assertThat(allowed(candidate.getModel(), world, drafts))
          .as("%s by %s in %s", candidate.getModel(), drafts, world)
          .isTrue();
    }
    if (outcome instanceof RoutingOutcome.Forward forward) {
      assertThat(forward.decision().getPlanList())
          .extracting(Candidate::getModel)
          .isEqualTo(forward.plan().stream().map(Model::id).toList());
    }
  }

  @Property(tries = 200)
  void theSameInputsGiveTheSameBytes(@ForAll long seed) {
    byte[] first = routeAnew(seed).decision().toByteArray();

    assertThat(routeAnew(seed).decision().toByteArray()).isEqualTo(first);
  }

  private static RoutingOutcome routeAnew(long seed) {
    var random = new Random(seed);
    World world = world(random);
    return route(random, world, drafts(random));
  }

  private static RoutingOutcome route(Random random, World world, List<Drafted> drafts) {
    var fixture = new RouterFixture();
    fixture.rules(specs(drafts));
    put(fixture, "intent", world.intent.map(x -> new SignalValue.Label(x, 0.9, "")));
    put(fixture, "difficulty", world.difficulty.map(SignalValue.Score::new));
    put(fixture, "sensitive", world.sensitive.map(SignalValue.Flag::new));
    String model = List.of("auto", "auto", "auto", "small", "frontier").get(random.nextInt(5));
    return fixture.route(RouterFixture.request(model));
  }

  private static void put(RouterFixture fixture, String name, Optional<? extends SignalValue> v) {
    if (v.isPresent()) {
      fixture.signal(name, v.get());
    } else {
      fixture.missing(name);
    }
  }

  private static boolean allowed(String id, World world, List<Drafted> drafts) {
    Model model =
        List.of(RouterFixture.SMALL, RouterFixture.MEDIUM, RouterFixture.FRONTIER).stream()
            .filter(m -> m.id().equals(id))
            .findFirst()
            .orElseThrow();
    return drafts.stream()
        .filter(d -> d.allow.isPresent() && !truth(d.when, world).equals(Optional.of(false)))
        .allMatch(d -> d.allow.orElseThrow().meaning.apply(world, model).equals(Optional.of(true)));
  }

  private static Optional<Boolean> truth(Optional<Atom> when, World world) {
    return when.map(w -> w.meaning.apply(world, RouterFixture.SMALL)).orElse(Optional.of(true));
  }

  private static World world(Random random) {
    return new World(
        maybe(random, random.nextBoolean() ? "legal" : "smalltalk"),
        maybe(random, random.nextInt(1, 10) / 10.0),
        maybe(random, random.nextBoolean()));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
  }

  private static List<Drafted> drafts(Random random) {
    var drafts = new ArrayList<Drafted>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      drafts.add(
          new Drafted(
              random.nextInt(3) == 0
                  ? Optional.empty()
                  : Optional.of(CONDITIONS.get(random.nextInt(CONDITIONS.size()))),
              random.nextInt(4) == 0
                  ? Optional.empty()
                  : Optional.of(DEMANDS.get(random.nextInt(DEMANDS.size()))),
              random.nextInt(6) == 0));
    }
    return drafts;
  }

  private static RuleSpec[] specs(List<Drafted> drafts) {
    var specs = new RuleSpec[drafts.size()];
    for (int i = 0; i < specs.length; i++) {
      Drafted draft = drafts.get(i);
      var spec = RuleSpec.named("rule " + i).quality(0.8);
      spec = draft.when.isPresent() ? spec.when(draft.when.get().cel) : spec;
      spec = draft.allow.isPresent() ? spec.allow(draft.allow.get().cel) : spec;
      specs[i] = draft.refuse ? spec.refuse("no") : spec;
    }
    return specs;
  }

  private static Optional<Boolean> or(Optional<Boolean> a, Optional<Boolean> b) {
    if (a.equals(Optional.of(true)) || b.equals(Optional.of(true))) {
      return Optional.of(true);
    }
    return a.isPresent() && b.isPresent() ? Optional.of(false) : Optional.empty();
  }

  private static Optional<Boolean> and(Optional<Boolean> a, Optional<Boolean> b) {
    return or(a.map(x -> !x), b.map(x -> !x)).map(x -> !x);
  }
}
