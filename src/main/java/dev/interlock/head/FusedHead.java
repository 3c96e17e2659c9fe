package dev.interlock.head;

import dev.interlock.embedding.Encoding;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A classifier over all representations of a text. N-grams and the static vector decide alone when
 * their margin is wide; else the transformer is asked, where there is one. Immutable; any thread.
 */
public final class FusedHead {
  private final List<String> labels;
  private final Parts parts;
  private final Stage cheap;
  private final @Nullable Stage full;

  FusedHead(List<String> labels, Parts parts, Stage cheap, @Nullable Stage full) {
    this.labels = List.copyOf(labels);
    this.parts = parts;
    this.cheap = cheap;
    this.full = full;
  }

  /**
   * How one stage of the cascade decides.
   *
   * @param fusion weights of the parts
   * @param rejection tells texts that belong to no class
   * @param wideMargin margin from which on no further stage is asked
   */
  record Stage(Fusion fusion, Rejection rejection, float wideMargin) {
    void write(DataOutput out) throws IOException {
      fusion.write(out);
      rejection.write(out);
      out.writeFloat(wideMargin);
    }

    static Stage read(DataInput in) throws IOException {
      return new Stage(Fusion.read(in), Rejection.read(in), in.readFloat());
    }
  }

  /** Class names; predictions hold positions in it. */
  public List<String> labels() {
    return labels;
  }

  /** Classifies the text of {@code encoding}; runs its forward pass only if it may matter. */
  public Prediction predict(Encoding encoding) {
    float[][] scores = parts.cheapScores(encoding);
    Prediction first = decide(cheap, scores, labels.size(), false);
    Stage second = full;
    if (second == null || first.margin() >= cheap.wideMargin()) {
      return first;
    }
    Optional<float[][]> all = parts.fullScores(encoding, scores);
    return all.isPresent() ? decide(second, all.get(), labels.size(), true) : first;
  }

  /**
   * Classifies the text of {@code encoding} with a forward pass if one has run, without asking for
   * one: for heads that it helps too little to be worth its time.
   */
  public Prediction predictFrugally(Encoding encoding) {
    if (encoding.forwardRan()) {
      return predict(encoding);
    }
    return decide(cheap, parts.cheapScores(encoding), labels.size(), false);
  }

  /** This head with its cheap stage alone. */
  public FusedHead withoutForward() {
    return new FusedHead(labels, parts, cheap, null);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(labels.size());
    for (String label : labels) {
      out.writeUTF(label);
    }
    out.writeBoolean(parts.outputs() > labels.size());
    parts.write(out);
    cheap.write(out);
    out.writeBoolean(full != null);
    if (full != null) {
      full.write(out);
    }
  }

  static FusedHead read(DataInput in) throws IOException {
    List<String> labels = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      labels.add(in.readUTF());
    }
    Parts parts = Parts.read(in, labels.size() + (in.readBoolean() ? 1 : 0));
    Stage cheap = Stage.read(in);
    return new FusedHead(labels, parts, cheap, in.readBoolean() ? Stage.read(in) : null);
  }

  static Prediction decide(Stage stage, float[][] scores, int classes, boolean forward) {
    float[] fused = stage.fusion().fuse(scores);
    double inScope = stage.rejection().inScope(Fit.of(fused, classes));
    float[] probabilities = Arrays.copyOf(fused, classes);
    Softmax.inPlace(probabilities);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    int second = best == 0 && classes > 1 ? 1 : 0;
    for (int c = 0; c < classes; c++) {
      second = c != best && probabilities[c] > probabilities[second] ? c : second;
    }
    return new Prediction(best, second, probabilities[best], inScope, margin(fused), forward);
  }

  /** How much likelier the first outcome is than the second, belonging to no class being one. */
  private static double margin(float[] fused) {
    if (fused.length == 1) {
      return 1;
    }
    float[] probabilities = fused.clone();
    Softmax.inPlace(probabilities);
    Arrays.sort(probabilities);
    return probabilities[fused.length - 1] - probabilities[fused.length - 2];
  }

  /** The likeliest outcome; {@code classes} is belonging to none. */
  static int outcome(Stage stage, float[][] scores) {
    float[] fused = stage.fusion().fuse(scores);
    int best = 0;
    for (int c = 1; c < fused.length; c++) {
      best = fused[c] > fused[best] ? c : best;
    }
    return best;
  }
}
