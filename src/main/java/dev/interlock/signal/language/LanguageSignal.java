package dev.interlock.signal.language;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import java.util.List;

/** Puts {@code language}: an ISO 639-1 code, or {@code unknown} when the text does not tell. */
public final class LanguageSignal implements SignalEvaluator {
  private final LanguageDetector detector = LanguageDetector.shipped();

  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec(
            "language",
            SignalType.STRING,
            "Language of the text that asks, as ISO 639-1 code; unknown when unsure (its confidence:"
                + " that it is not English)."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("language", detector.detect(request.subject()));
  }
}
