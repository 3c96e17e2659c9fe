package dev.interlock.signal.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalFixture;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenSignalTest {
  private final TokenSignal signal = new TokenSignal();

  @Test
  void the_history_counts_at_the_density_of_the_text_that_asks() {
    var history = new Turn(Role.ASSISTANT, "x".repeat(4_000), 0);
    var asks = new Turn(Role.USER, "ab ".repeat(100), 0);
    long alone = tokens(asks);
    // The test vocabulary holds single characters: 200 tokens in 300 characters.
    assertThat(alone).isEqualTo(204);
    assertThat(tokens(history, asks)).isEqualTo(alone + 4 + Math.round(4_000 * 2 / 3.0));
  }

  @Test
  void an_image_beside_tools_is_not_taken_for_their_definitions() {
    assertThat(withTool(Set.of(Modality.TEXT))).isGreaterThan(1_000_000);
    assertThat(withTool(Set.of(Modality.TEXT, Modality.IMAGE))).isLessThan(1_000);
  }

  /** A body of 5 MB that offers one tool. */
  private long withTool(Set<Modality> modalities) {
    var request =
        new InferenceRequest(
            Api.CHAT,
            "auto",
            false,
            List.of(new Turn(Role.USER, "What is this?", 0)),
            1,
            false,
            ResponseFormat.FREE,
            modalities,
            OptionalInt.empty(),
            5_000_000,
            BodyText.EMPTY);
    return SignalFixture.evaluate(signal, request).count("tokens", -1);
  }

  private long tokens(Turn... turns) {
    var request = SignalFixture.request(ResponseFormat.FREE, turns);
    return SignalFixture.evaluate(signal, request).count("tokens", -1);
  }
}
