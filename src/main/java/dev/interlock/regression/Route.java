package dev.interlock.regression;

import dev.interlock.catalog.Action;
import dev.interlock.proto.decision.v1.AppliedRule;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * Where a decision sends a request, in what matters for comparing.
 *
 * @param target a model's id, with its effort if it has one, or {@code refused}
 * @param model the model's id; empty if refused
 * @param reason the decision's code
 * @param rules names of the rules that did something, in their order
 * @param usd expected cost of the answer; 0 if refused
 */
record Route(String target, String model, String reason, List<String> rules, double usd) {
  static final String REFUSED = "refused";

  /** Whether it goes to what {@code name} calls: a model, at whatever effort, or an action. */
  boolean goesTo(String name) {
    return name.equals(target) || (!model.isEmpty() && name.equals(model));
  }

  static Route of(Decision decision) {
    List<String> rules =
        decision.getRulesList().stream().filter(Route::acts).map(AppliedRule::getName).toList();
    if (!decision.getOutcome().hasForward()) {
      return new Route(REFUSED, "", decision.getReason(), rules, 0);
    }
    double usd = decision.getPlanCount() == 0 ? 0 : decision.getPlan(0).getCostUsd();
    Forward forward = decision.getOutcome().getForward();
    return new Route(
        Action.name(forward.getModel(), forward.getEffort()),
        forward.getModel(),
        decision.getReason(),
        rules,
        usd);
  }

  boolean refused() {
    return target.equals(REFUSED);
  }

  private static boolean acts(AppliedRule rule) {
    return rule.getExcludedCount() > 0 || rule.getStatedCount() > 0;
  }

  /** Why {@code decision} does not send the request to {@code other}, in one sentence. */
  static String whyNot(Decision decision, String other) {
    if (!decision.getOutcome().hasForward()) {
      return decision.getExplanation();
    }
    Optional<Rejected> loser =
        decision.getRejectedList().stream()
            .filter(r -> Action.name(r.getModel(), r.getEffort()).equals(other))
            .findFirst();
    return loser.map(Rejected::getExplanation).orElseGet(decision::getExplanation);
  }

  /** The rule behind it that {@code decision} does not send the request to {@code other}. */
  static String ruleAgainst(Decision decision, String other) {
    return decision.getRulesList().stream()
        .filter(r -> r.getExcludedList().contains(other) || r.getStatedList().contains("refuse"))
        .map(AppliedRule::getName)
        .findFirst()
        .orElseGet(() -> decision.getObjective().getRule());
  }
}
