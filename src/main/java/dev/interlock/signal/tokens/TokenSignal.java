package dev.interlock.signal.tokens;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.Turn;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.EnumSet;
import java.util.List;

/**
 * Puts {@code tokens}: the WordPiece tokens of the text that asks, other turns at the same density,
 * and a few for each turn and for the tools' definitions.
 */
public final class TokenSignal implements SignalEvaluator {
  private static final double CHARS_PER_TOKEN = 4;
  private static final int PER_TURN = 4;

  /** A tool's definition where the body's size does not tell, because it holds images or files. */
  private static final double PER_TOOL = 150;

  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec(
            "tokens",
            SignalType.INT,
            "Estimated input tokens of the whole request, tools included."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    int subjectChars = encoding.shape().chars();
    int subjectTokens = encoding.tokens();
    long chars = 0;
    for (Turn turn : request.turns()) {
      chars += turn.text().length();
    }
    double density =
        subjectChars < 64
            ? 1 / CHARS_PER_TOKEN
            : Math.clamp((double) subjectTokens / subjectChars, 1 / 8.0, 1);
    double tokens =
        subjectTokens
            + Math.max(0, chars - subjectChars) * density
            + (double) PER_TURN * request.turns().size();
    if (request.tools() > 0) {
      boolean textAlone = EnumSet.of(Modality.TEXT).containsAll(request.modalities());
      tokens +=
          textAlone
              ? Math.max(0, request.bodyBytes() - chars) / CHARS_PER_TOKEN
              : request.tools() * PER_TOOL;
    }
    out.put("tokens", new SignalValue.Count(Math.round(tokens)));
  }
}
