package dev.interlock.signal.shape;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextShape;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;

/** Puts {@code chars} and {@code code}. */
public final class ShapeSignals implements SignalEvaluator {
  private static final double CODE_MARK_SHARE = 0.035;

  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec("chars", SignalType.INT, "Characters of the text that asks."),
        new SignalSpec("code", SignalType.BOOL, "Whether the text that asks holds program code."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    TextShape shape = encoding.shape();
    out.put("chars", new SignalValue.Count(shape.chars()));
    out.put("code", new SignalValue.Flag(looksLikeCode(shape)));
  }

  private static boolean looksLikeCode(TextShape shape) {
    return shape.fences() > 0
        || (shape.lines() >= 3
            && shape.codeMarks() >= 8
            && shape.codeMarks() > CODE_MARK_SHARE * shape.counted());
  }
}
