package dev.interlock.signal.difficulty;

import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadFile;
import dev.interlock.head.Isotonic;
import dev.interlock.head.Prediction;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.English;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts {@code difficulty}: the calibrated chance that the answer of a 7B-class model is
 * insufficient. A prior: it was learnt from public outcomes of such models, not from the operator's
 * traffic, and does not know the catalogue.
 */
public final class DifficultySignal implements SignalEvaluator {
  /** What it puts. */
  public static final List<SignalSpec> SPECS =
      List.of(
          new SignalSpec(
              "difficulty",
              SignalType.DOUBLE,
              "Calibrated chance that a 7B-class model's answer is insufficient; a prior."));

  private static final String FILE = "difficulty.bin";

  private final FusedHead head;
  private final Isotonic calibration;

  /**
   * @param head of two classes, the second one {@code insufficient}
   * @param calibration from the head's probability of the second class to the chance
   */
  public DifficultySignal(FusedHead head, Isotonic calibration) {
    this.head = head;
    this.calibration = calibration;
  }

  /** The signal with the head that is shipped in {@code heads}. */
  public static DifficultySignal load(Path heads, TextEncoder encoder) {
    HeadFile file = HeadFile.read(heads.resolve(FILE));
    return new DifficultySignal(file.headFor(encoder.space()), file.calibration());
  }

  @Override
  public List<SignalSpec> signals() {
    return SPECS;
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("difficulty", English.only(out, () -> estimate(encoding)));
  }

  private SignalValue estimate(Encoding encoding) {
    Prediction prediction = head.predict(encoding);
    return new SignalValue.Score(calibration.apply(prediction.probabilityOf(1)));
  }
}
