package dev.interlock.policy;

import static dev.interlock.config.Types.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.catalog.Objective.Weights;
import dev.interlock.config.ConfigText;
import dev.interlock.config.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PolicyEntryTest {
  private static final Type<List<PolicyEntry>> POLICIES = object(PolicyEntry::read);

  @Test
  void readsEveryKey() {
    var entries =
        ConfigText.read(
                POLICIES,
                """
                policies:
                  - name: stay home
                    when: signals.risky
                    allow: "'on-prem' in model.tags"
                    objective: {quality: 0.97, weights: {cost: 2, latency: 0.5, energy: 3}}
                    failure_cost: 12.5
                    reversible: false
                    refuse: {message: Not here.}
                """)
            .get();

    assertThat(entries)
        .extracting(PolicyEntry::spec)
        .containsExactly(
            new RuleSpec(
                "stay home",
                Optional.of("signals.risky"),
                Optional.of("'on-prem' in model.tags"),
                OptionalDouble.of(0.97),
                Optional.of(new Weights(2, 0.5, 3)),
                OptionalDouble.of(12.5),
                Optional.of(false),
                Optional.of("Not here.")));
  }

  @Test
  void a_certified_floor_is_one_that_can_be_certified() {
    assertThat(
            ConfigText.read(
                    POLICIES, "policies: [{name: a, objective: {quality: 0.8, certified: true}}]")
                .get())
        .extracting(PolicyEntry::spec)
        .containsExactly(RuleSpec.named("a").certifiedQuality(0.8));
    assertThat(
            ConfigText.problems(
                POLICIES,
                """
                policies:
                  - {name: a, objective: {certified: true}}
                  - {name: b, objective: {quality: 0.995, certified: true}}
                """))
        .contains("policies[0].objective.certified: no `quality` beside it")
        .contains("policies[1].objective.quality: 0.995 (expected: a number from 0.5 to 0.99");
  }

  @Test
  void whatComesLaterIsRefused() {
    assertThat(
            ConfigText.problems(
                POLICIES,
                """
                policies:
                  - {name: a, reversible: true, escalate: {max_attempts: 2}}
                  - {name: b, reversible: true}
                  - {name: c, reversible: true, limits: {usd: 1}}
                """))
        .contains("policies[0].escalate: not in this version")
        .contains("policies[2].limits: not in this version");
  }

  @Test
  void anExpressionsProblemIsReportedWhereItStands() {
    var read =
        ConfigText.read(
            POLICIES,
            """
            policies:
              - name: fine
                reversible: true
              - name: odd
                when: signals.difficulti > 0.5
                allow: "'onprem' in model.tags"
            """);

    var engine =
        PolicyCompiler.compile(
            read.get(), PolicyEngineTest.MODELS, PolicyEngineTest.SIGNALS, read.problems());

    assertThat(engine).isEmpty();
    assertThat(read.problems().toString())
        .contains("interlock.yaml:5:")
        .contains("policies[1].when: rule 'odd', column 1: unknown name `signals.difficulti`")
        .contains("did you mean `signals.difficulty`?")
        .contains("policies[1].allow: rule 'odd', column 1: no model satisfies it");
  }

  @Test
  void aRuleThatSaysNothingIsPointedOut() {
    assertThat(ConfigText.problems(POLICIES, "policies: [{name: a, when: request.stream}]"))
        .contains("warning: a rule that says nothing");
  }
}
