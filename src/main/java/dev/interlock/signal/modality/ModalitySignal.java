package dev.interlock.signal.modality;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;
import java.util.Locale;

/** Puts {@code modality}: what kinds of content the request holds, in a fixed order. */
public final class ModalitySignal implements SignalEvaluator {
  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec(
            "modality",
            SignalType.STRING_LIST,
            "Kinds of content in the request: text, image, audio, file."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    List<String> kinds =
        request.modalities().stream().sorted().map(m -> m.name().toLowerCase(Locale.ROOT)).toList();
    out.put("modality", new SignalValue.Labels(kinds));
  }
}
