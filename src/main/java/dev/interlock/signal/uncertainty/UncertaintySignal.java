package dev.interlock.signal.uncertainty;

import dev.interlock.embedding.Encoding;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.List;

/**
 * Puts {@code uncertainty}: one less the mean confidence of the classifiers of this request. One
 * that could not speak counts as having no confidence, so other languages come out uncertain.
 */
public final class UncertaintySignal implements SignalEvaluator {
  private static final List<String> CLASSIFIERS = List.of("domain", "task");

  @Override
  public List<SignalSpec> signals() {
    return List.of(
        new SignalSpec(
            "uncertainty",
            SignalType.DOUBLE,
            "How little the classifiers are to be trusted on this text, 0 to 1."));
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    double sum = 0;
    for (String name : CLASSIFIERS) {
      sum += out.get(name) instanceof SignalValue.Label label ? label.confidence() : 0;
    }
    out.put("uncertainty", new SignalValue.Score(1 - sum / CLASSIFIERS.size()));
  }
}
