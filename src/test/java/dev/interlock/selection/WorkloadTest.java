package dev.interlock.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static final SignalSet NONE = new SignalSet.Builder().build();

  @Test
  void countsTokensItselfWhenTheSignalIsMissing() {
    assertThat(workload(request(OptionalInt.empty()), NONE).inputTokens()).isEqualTo(100 + 4);
    assertThat(
            workload(request(OptionalInt.empty()), signals("tokens", new SignalValue.Count(7)))
                .inputTokens())
        .isEqualTo(7);
  }

  @Test
  void theCallersCapBoundsTheAnswerAndReservesTheContext() {
    var capped = workload(request(OptionalInt.of(50)), NONE);
    assertThat(capped.outputTokens()).isEqualTo(50);
    assertThat(capped.contextTokens()).isEqualTo(104 + 50);

    var generous = workload(request(OptionalInt.of(4000)), NONE);
    assertThat(generous.outputTokens()).isEqualTo(300);
    assertThat(generous.contextTokens()).isEqualTo(104 + 4000);
  }

  @Test
  void theTaskTellsHowLongTheAnswerIs() {
    var task = signals("task", new SignalValue.Label("extraction", 0.9, ""));
    var output = signals("output", new SignalValue.Label("code", 0.9, ""));

    assertThat(workload(request(OptionalInt.empty()), task).outputTokens()).isEqualTo(150);
    assertThat(workload(request(OptionalInt.empty()), output).outputTokens()).isEqualTo(500);
  }

  @Test
  void demandsWhatTheRequestCannotDoWithout() {
    var request =
        new InferenceRequest(
            Api.CHAT,
            "auto",
            false,
            List.of(),
            1,
            false,
            ResponseFormat.JSON_SCHEMA,
            Set.of(Modality.TEXT, Modality.IMAGE, Modality.AUDIO, Modality.FILE),
            OptionalInt.empty(),
            10,
            BodyText.EMPTY);

    assertThat(Workload.of(request, NONE).demanded())
        .containsExactly(
            Capability.TOOLS,
            Capability.JSON_SCHEMA,
            Capability.VISION,
            Capability.AUDIO,
            Capability.FILES);
  }

  private static Workload workload(InferenceRequest request, SignalSet signals) {
    return Workload.of(request, signals);
  }

  private static SignalSet signals(String name, SignalValue value) {
    return new SignalSet.Builder().put(name, value).build();
  }

  private static InferenceRequest request(OptionalInt cap) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        List.of(new Turn(Role.USER, "x".repeat(360), 0)),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        cap,
        10,
        BodyText.EMPTY);
  }
}
