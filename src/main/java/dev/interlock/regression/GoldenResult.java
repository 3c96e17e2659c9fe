package dev.interlock.regression;

import dev.interlock.catalog.Action;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.regression.GoldenRoute.Expected;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of one golden route.
 *
 * @param name of the case
 * @param place {@code routes.yaml:12}
 * @param failures {@code model: a (expected: b)}; empty: it holds
 * @param why what explains the failures
 * @param millis time the decision took
 */
record GoldenResult(
    String name, String place, List<String> failures, List<String> why, double millis) {
  GoldenResult {
    failures = List.copyOf(failures);
    why = List.copyOf(why);
  }

  boolean passed() {
    return failures.isEmpty();
  }

  static GoldenResult of(GoldenRoute golden, Question question, Decision decision) {
    List<String> failures = failures(golden.expected(), decision);
    return new GoldenResult(
        golden.name(),
        question.place(),
        failures,
        failures.isEmpty() ? List.of() : why(golden.expected(), decision),
        decision.getTiming().getTotalUs() / 1000.0);
  }

  private static List<String> failures(Expected expected, Decision decision) {
    Route route = Route.of(decision);
    var failures = new ArrayList<String>();
    expected
        .refused()
        .filter(refused -> refused != route.refused())
        .ifPresent(refused -> failures.add("refused: " + route.refused() + expected(refused)));
    if (!expected.models().isEmpty() && expected.models().stream().noneMatch(route::goesTo)) {
      failures.add("model: " + route.target() + expected(String.join(" or ", expected.models())));
    }
    if (expected.never().stream().anyMatch(route::goesTo)) {
      failures.add("model: " + route.target() + " (expected: anyone else)");
    }
    expected
        .rule()
        .filter(rule -> !route.rules().contains(rule))
        .ifPresent(rule -> failures.add("rules: " + words(route.rules()) + expected(rule)));
    expected
        .reason()
        .filter(reason -> !reason.equals(route.reason()))
        .ifPresent(reason -> failures.add("reason: " + route.reason() + expected(reason)));
    expected
        .intent()
        .filter(intent -> !intent.equals(intent(decision)))
        .ifPresent(intent -> failures.add("intent: " + intent(decision) + expected(intent)));
    return failures;
  }

  private static List<String> why(Expected expected, Decision decision) {
    var why = new ArrayList<String>();
    why.add(decision.getExplanation());
    for (Rejected loser : decision.getRejectedList()) {
      String name = Action.name(loser.getModel(), loser.getEffort());
      if (expected.models().contains(loser.getModel()) || expected.models().contains(name)) {
        String flip = loser.getFlip().isEmpty() ? "" : "; it would be with: " + loser.getFlip();
        why.add(name + " is not it: " + loser.getExplanation() + flip);
      }
    }
    decision.getSignalsList().stream()
        .filter(signal -> signal.getName().equals("intent") && expected.intent().isPresent())
        .forEach(
            signal ->
                why.add(
                    "intent: confidence %.2f%s"
                        .formatted(
                            signal.getConfidence(),
                            signal.getRunnerUp().isEmpty()
                                ? ""
                                : ", then " + signal.getRunnerUp())));
    return why;
  }

  private static String intent(Decision decision) {
    return decision.getSignalsList().stream()
        .filter(signal -> signal.getName().equals("intent"))
        .findFirst()
        .map(signal -> signal.hasLabel() ? signal.getLabel() : "not read")
        .orElse("not read");
  }

  private static String words(List<String> rules) {
    return rules.isEmpty() ? "none" : String.join(", ", rules);
  }

  private static String expected(Object what) {
    return " (expected: " + what + ")";
  }
}
