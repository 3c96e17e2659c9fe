package dev.interlock.routing;

import static dev.interlock.routing.RouterFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.policy.RuleSpec;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Signal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionRecordTest {
  private static final RouterFixture FULL =
      new RouterFixture()
          .difficulty(0.2)
          .missing("sensitive")
          .rules(
              RuleSpec.named("careful")
                  .when("signals.intent == 'smalltalk'")
                  .quality(0.85)
                  .failureCost(0.002),
              RuleSpec.named("in doubt, europe")
                  .when("signals.sensitive")
                  .allow("'eu' in model.tags"));

  @Test
  void leavesNoFieldOut() {
    Decision decision = FULL.route(request("auto")).decision();

    assertThat(decision.getAllFields().keySet())
        .extracting(FieldDescriptor::getName)
        .containsExactlyInAnyOrderElementsOf(
            Decision.getDescriptor().getFields().stream()
                .map(FieldDescriptor::getName)
                // What came of it is added when the answer begins, that nothing follows by whoever
                // only looks on and tries nothing; nobody says who calls, there is no bundle, and
                // no rule keeps answers.
                .filter(
                    n ->
                        !Set.of("attempts", "mode", "caller", "prediction", "exploration", "cache")
                            .contains(n))
                .toList());
    assertThat(decision.getSignalsList())
        .extracting(Signal::getName)
        .containsExactly("intent", "difficulty", "sensitive");
    assertThat(decision.getCoverage().getTextChars()).isEqualTo(26);
    assertThat(decision.getGeneration()).isEqualTo(7);
    assertThat(decision.getDegradationsList()).containsExactly("signals_deadline", "rule_unknown");
    assertThat(decision.getPlan(0).getPrior()).isTrue();
    assertThat(decision.getPlan(0).getInputTokens()).isPositive();
    assertThat(decision.getRejectedList())
        .allMatch(r -> !r.getExplanation().isEmpty() && !r.getFlip().isEmpty());
  }

  @Test
  void jsonReadsBackAsTheSameRecord() throws InvalidProtocolBufferException {
    Decision decision = FULL.route(request("auto")).decision();
    var read = Decision.newBuilder();
    JsonFormat.parser().merge(DecisionJson.line(decision), read);

    assertThat(read.build()).isEqualTo(decision);
    assertThat(DecisionJson.line(decision))
        .doesNotContain("\n")
        .contains("\"virtual_model\":\"auto\"");
    assertThat(DecisionJson.pretty(decision)).contains("\n  \"generation\": \"7\"");
  }

  @Test
  void metadataCarriesTheFewFieldsTheAccessLogNeeds() {
    var metadata = DecisionMetadata.of(FULL.route(request("auto")).decision());

    assertThat(metadata.getFieldsMap().keySet())
        .containsExactlyInAnyOrder(
            "id",
            "reason",
            "model",
            "virtual_model",
            "intent",
            "difficulty",
            "generation",
            "total_us",
            "degradations");
    assertThat(metadata.getFieldsOrThrow("model").getStringValue()).isEqualTo("medium");
    assertThat(metadata.getFieldsOrThrow("difficulty").getNumberValue()).isEqualTo(0.2);
    assertThat(metadata.getFieldsOrThrow("degradations").getListValue().getValuesCount())
        .isEqualTo(2);
  }

  @Test
  void explainsItself() {
    assertThat(ExplanationText.of(FULL.route(request("auto")).decision()))
        .isEqualTo(
            """
            auto → medium   (cheapest_sufficient)
              medium is the cheapest model expected to be good enough: chance 0.918, expected cost 0.000365 USD.

            Signals
              intent      smalltalk    confidence 0.9, then none
              difficulty  0.2
              sensitive   unavailable  deadline
              seen: 0 tokens by the static vector, 0 by the transformer, of 0 (26 characters)

            Rules that apply
              careful: states objective.quality, failure_cost
              in doubt, europe (unknown): excludes frontier; could not read signals.sensitive

            Objective
              quality at least 0.85; weights: cost 1, latency 0, energy 0   (careful)
              a wrong answer costs 0.002 USD and is reversible   (rule careful)

            Candidates, best first
                 model   P(sufficient)            USD        ms  Wh  failure USD  score
              1  medium  0.918 prior              0.000365   0   0   0.000164     0.000529
              2  small   0.8 prior (below floor)  0.0000912  0   0   0.0004       0.000491

            Why not the others
              small [quality]: its chance of a sufficient answer, 0.8, is below the quality floor of 0.85
                  what would change that: quality floor ≤ 0.8 or difficulty = 0.15
              frontier [rule]: rule 'in doubt, europe' fails closed, because signals.sensitive could not be computed
                  what would change that: admitted only if signals.sensitive were known

            Degraded: signals_deadline, rule_unknown
            Decision id-1, generation 7, 0 µs
            """);
  }

  @Test
  void explainsARejection() {
    var fixture = new RouterFixture().rules(RuleSpec.named("closed").refuse("Not today."));

    assertThat(ExplanationText.of(fixture.route(request("auto")).decision()))
        .startsWith(
            """
            auto → 403 policy_refused   (policy_refused)
              Rule 'closed' refuses the request.
            """)
        .contains("  closed: states refuse\n");
  }

  @Test
  void neverHoldsThePrompt() {
    var outcome = FULL.route(request("auto"));

    assertThat(outcome.decision().toString()).doesNotContainIgnoringCase("notice period");
    assertThat(ExplanationText.of(outcome.decision())).doesNotContainIgnoringCase("notice period");
  }
}
