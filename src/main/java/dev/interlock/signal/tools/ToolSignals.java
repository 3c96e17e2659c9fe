package dev.interlock.signal.tools;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;

/** Puts {@code tools} and {@code tool_required}. */
public final class ToolSignals implements SignalEvaluator {
  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec("tools", SignalType.INT, "Number of tools the caller offers."),
        new SignalSpec(
            "tool_required", SignalType.BOOL, "Whether the caller insists on a tool call."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("tools", new SignalValue.Count(request.tools()));
    out.put("tool_required", new SignalValue.Flag(request.toolRequired()));
  }
}
