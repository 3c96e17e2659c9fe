package dev.interlock.signal.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.embedding.EncoderFixture;
import dev.interlock.signal.SignalFixture;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntentSignalTest {
  private static final List<Intent> INTENTS =
      List.of(
          new Intent(
              "contract-extraction",
              List.of(
                  "extract the parties from this contract",
                  "list the termination clauses of the contract",
                  "which payment terms does this agreement contain",
                  "pull the effective date out of the agreement",
                  "find the liability clause in this contract")),
          new Intent(
              "risk-summary",
              List.of(
                  "summarise the risk disclosures of this filing",
                  "what are the main risks named in the annual report",
                  "give me a summary of risk factors",
                  "write a risk summary for the board",
                  "condense the market risk section")));

  private final IntentSignal signal = IntentSignal.train(INTENTS, EncoderFixture.characters());

  @Test
  void a_paraphrase_is_recognised_with_its_runner_up() {
    var label = label("extract the termination clauses from this agreement");
    assertThat(label.label()).isEqualTo("contract-extraction");
    assertThat(label.runnerUp()).isEqualTo("risk-summary");
    assertThat(label.confidence()).isBetween(0.3, 1.0);
  }

  @Test
  void another_intent_is_told_apart() {
    assertThat(label("a short summary of the risk factors please").label())
        .isEqualTo("risk-summary");
  }

  @Test
  void anything_else_is_none() {
    assertThat(label("how do I bake bread").label()).isEqualTo(IntentSignal.NONE);
    assertThat(label("play some jazz").label()).isEqualTo(IntentSignal.NONE);
  }

  @Test
  void without_intents_everything_is_none() {
    IntentSignal none = IntentSignal.train(List.of(), EncoderFixture.characters());
    SignalSet set = SignalFixture.evaluate(none, SignalFixture.request("extract the parties"));
    assertThat(set.label("intent", "")).isEqualTo(IntentSignal.NONE);
  }

  private SignalValue.Label label(String text) {
    SignalSet set =
        SignalFixture.evaluate(signal, SignalFixture.request(text), EncoderFixture.characters());
    return (SignalValue.Label) set.get("intent");
  }
}
