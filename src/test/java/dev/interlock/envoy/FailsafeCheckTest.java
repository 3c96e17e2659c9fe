package dev.interlock.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Model;
import dev.interlock.config.ConfigProblems;
import dev.interlock.config.Location;
import dev.interlock.envoy.EnvoySettings.Failsafe;
import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailsafeCheckTest {
  private static final Model CLOUD = RecordingUpstream.model("cloud", Optional.empty(), Api.CHAT);
  private static final Location PLACE = new Location("interlock.yaml", 3, 4, "failsafe.model");

  @Test
  void a_model_that_may_break_a_rule_is_refused() {
    assertThat(problems(new Failsafe("cloud", false, Optional.empty()), rule("on-prem", false)))
        .isEqualTo(
            "interlock.yaml:3:4 failsafe.model: `cloud` would answer requests that rule `on-prem`"
                + " forbids it (expected: a model this rule always allows, or `open: true`)");
  }

  @Test
  void an_operator_may_accept_that_and_is_warned() {
    assertThat(problems(new Failsafe("cloud", true, Optional.empty()), rule("on-prem", false)))
        .contains("warning: `cloud`");
  }

  @Test
  void a_model_that_keeps_every_rule_is_fine() {
    assertThat(problems(Failsafe.to("cloud"), rule("a", true), rule("b", true))).isEmpty();
  }

  private static String problems(Failsafe failsafe, FailsafeCheck.AllowRule... rules) {
    var problems = new ConfigProblems();
    FailsafeCheck.check(failsafe, CLOUD, List.of(rules), PLACE, problems);
    return problems.toString();
  }

  private static FailsafeCheck.AllowRule rule(String name, boolean allows) {
    return new FailsafeCheck.AllowRule() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean allowsAlways(Model model) {
        return allows;
      }
    };
  }
}
