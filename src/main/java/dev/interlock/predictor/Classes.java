package dev.interlock.predictor;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Kinds of prompts, and what each model makes of each kind on average: the tasks of the outcome
 * file, or clusters where it names none.
 *
 * @param names of the kinds
 * @param scores how well a text fits each kind
 * @param temperature by which scores become chances: softmax(temperature * score)
 * @param means expected score by kind and model, shrunk towards the model's average
 */
@SuppressWarnings("ArrayRecordComponent")
public record Classes(List<String> names, LinearMap scores, double temperature, float[][] means) {
  public Classes {
    names = List.copyOf(names);
  }

  /** How likely each kind is. */
  double[] chances(float[] similarities) {
    return softmax(scores.apply(similarities), temperature);
  }

  /** What the kinds alone say of each model, as likely as {@code chances} has them. */
  double[] expected(double[] chances, int models) {
    double[] expected = new double[models];
    for (int c = 0; c < chances.length; c++) {
      for (int m = 0; m < models; m++) {
        expected[m] += chances[c] * means[c][m];
      }
    }
    return expected;
  }

  /** Chances out of {@code scores}, in place. */
  public static double[] softmax(double[] scores, double temperature) {
    double most = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(temperature * (scores[i] - most));
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(names.size());
    for (int c = 0; c < names.size(); c++) {
      out.writeUTF(names.get(c));
      Floats.write(out, means[c]);
    }
    out.writeDouble(temperature);
    scores.write(out);
  }

  static Classes read(DataInput in, int landmarks) throws IOException {
    int size = Floats.length(in);
    var names = new ArrayList<String>();
    var means = new ArrayList<float[]>();
    for (int c = 0; c < size; c++) {
      names.add(in.readUTF());
      means.add(Floats.read(in));
    }
    double temperature = in.readDouble();
    return new Classes(
        names, LinearMap.read(in, landmarks), temperature, means.toArray(float[][]::new));
  }
}
