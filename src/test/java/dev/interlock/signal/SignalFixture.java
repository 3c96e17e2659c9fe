package dev.interlock.signal;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.EncoderFixture;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Requests and evaluations for tests of signal families. */
public final class SignalFixture {
  private SignalFixture() {}

  public static InferenceRequest request(String text) {
    return request(ResponseFormat.FREE, new Turn(Role.USER, text, 0));
  }

  public static InferenceRequest request(ResponseFormat format, Turn... turns) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        List.of(turns),
        0,
        false,
        format,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        100,
        BodyText.EMPTY);
  }

  /** The signals {@code evaluator} puts for {@code request}. */
  public static SignalSet evaluate(
      SignalEvaluator evaluator, InferenceRequest request, TextEncoder encoder) {
    var out = new SignalSet.Builder();
    evaluator.evaluate(request, encoder.encode(request.subject(), Deadline.NEVER), out);
    return out.build();
  }

  public static SignalSet evaluate(SignalEvaluator evaluator, InferenceRequest request) {
    return evaluate(evaluator, request, EncoderFixture.characters());
  }
}
