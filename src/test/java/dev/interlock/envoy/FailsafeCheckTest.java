package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.envoy.FailsafeCheck.BrokenRule;
import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailsafeCheckTest {
  private static final Model CLOUD = RecordingUpstream.model("cloud", Optional.empty(), Api.CHAT);
  private static final Location PLACE = new Location("interlock.yaml", 3, 4, "failsafe.model");

  @Test
  void a_model_that_may_break_a_rule_is_refused() {
    assertThat(problems(Failsafe.to("cloud"), new BrokenRule("on-prem", false)))
        .isEqualTo(
            "interlock.yaml:3:4 failsafe.model: `cloud` would answer requests that rule `on-prem`"
                + " forbids it (expected: a model this rule always allows, `then: refuse`"
                + " or `open: true`)");
  }

  @Test
  void what_a_rule_turns_away_no_model_may_answer() {
    assertThat(problems(Failsafe.to("cloud"), new BrokenRule("no secrets", true)))
        .isEqualTo(
            "interlock.yaml:3:4 failsafe.model: `cloud` would answer requests that rule `no"
                + " secrets` refuses (expected: `then: refuse` or `open: true`, as no model keeps this"
                + " rule on its own)");
  }

  @Test
  void an_operator_may_accept_that_and_is_warned() {
    var open = new Failsafe("cloud", true, Optional.empty());
    assertThat(problems(open, new BrokenRule("on-prem", false))).contains("warning: `cloud`");
    assertThat(problems(open, new BrokenRule("no secrets", true))).contains("warning: `cloud`");
  }

  @Test
  void who_refuses_everything_breaks_nothing() {
    var closed = new Failsafe("cloud", false, Optional.empty(), true);
    assertThat(problems(closed, new BrokenRule("on-prem", false))).isEmpty();
    assertThat(problems(closed, new BrokenRule("no secrets", true))).isEmpty();
  }

  @Test
  void a_model_that_keeps_every_rule_is_fine() {
    assertThat(problems(Failsafe.to("cloud"))).isEmpty();
  }

  private static String problems(Failsafe failsafe, BrokenRule... broken) {
    var problems = new ConfigProblems();
    FailsafeCheck.check(failsafe, CLOUD, List.of(broken), PLACE, problems);
    return problems.toString();
  }
}
