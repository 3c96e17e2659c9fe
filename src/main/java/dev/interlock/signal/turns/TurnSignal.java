package dev.interlock.signal.turns;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;

/** Puts {@code turns}. */
public final class TurnSignal implements SignalEvaluator {
  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec("turns", SignalType.INT, "Turns of the conversation, system text apart."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    int turns = 0;
    for (Turn turn : request.turns()) {
      turns += turn.role() == Role.SYSTEM ? 0 : 1;
    }
    out.put("turns", new SignalValue.Count(turns));
  }
}
