package dev.interlock.signal;

import dev.interlock.embedding.Encoding;
import dev.interlock.head.FusedHead;
import dev.interlock.head.Prediction;
import java.util.List;

/** What a shipped head with a class for the outside says, as a label. */
public final class HeadLabel {
  private static final double LEAST_CHANCE = 0.5;

  private HeadLabel() {}

  /**
   * The most likely class; or {@code outside}, with that class as the runner-up, when the text more
   * likely belongs to none.
   */
  public static SignalValue.Label of(FusedHead head, Encoding encoding, String outside) {
    Prediction prediction = head.predictFrugally(encoding);
    List<String> labels = head.labels();
    String best = labels.get(prediction.best());
    if (prediction.inScope() < LEAST_CHANCE) {
      return new SignalValue.Label(outside, 1 - prediction.inScope(), best);
    }
    return new SignalValue.Label(
        best, prediction.inScope() * prediction.probability(), labels.get(prediction.second()));
  }
}
