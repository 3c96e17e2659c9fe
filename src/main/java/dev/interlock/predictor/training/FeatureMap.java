package dev.interlock.predictor.training;

import dev.interlock.predictor.Landmarks;
import dev.interlock.predictor.LinearMap;
import dev.interlock.predictor.Representation;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Features whose inner products approximate the kernel: similarities to the landmarks, whitened by
 * the Cholesky factor of the similarities among them. Ridge regression over them is kernel ridge
 * regression in the span of the landmarks.
 */
final class FeatureMap {
  private static final double JITTER = 1e-3;

  private final Landmarks landmarks;

  /** The inverse of the transposed factor: features are similarities times this. */
  private final DMatrixRMaj whitening;

  FeatureMap(Landmarks landmarks, List<Representation> texts) {
    this.landmarks = landmarks;
    int size = landmarks.size();
    var kernel = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      float[] similarities = landmarks.similarities(texts.get(i));
      for (int j = 0; j < size; j++) {
        kernel.set(i, j, similarities[j]);
      }
    }
    for (int i = 0; i < size; i++) {
      kernel.add(i, i, JITTER);
      for (int j = 0; j < i; j++) {
        double mean = (kernel.get(i, j) + kernel.get(j, i)) / 2;
        kernel.set(i, j, mean);
        kernel.set(j, i, mean);
      }
    }
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(size, true);
    if (!cholesky.decompose(kernel)) {
      throw new IllegalStateException("kernel: not positive definite");
    }
    DMatrixRMaj factor = cholesky.getT(null);
    whitening = new DMatrixRMaj(size, size);
    CommonOps_DDRM.invert(factor);
    CommonOps_DDRM.transpose(factor, whitening);
  }

  int size() {
    return landmarks.size();
  }

  /** A row of features for each of {@code texts}. */
  DMatrixRMaj features(List<Representation> texts) {
    int size = size();
    var similarities = new DMatrixRMaj(texts.size(), size);
    for (int row = 0; row < texts.size(); row++) {
      float[] each = landmarks.similarities(texts.get(row));
      for (int i = 0; i < size; i++) {
        similarities.set(row, i, each[i]);
      }
    }
    var features = new DMatrixRMaj(texts.size(), size);
    CommonOps_DDRM.mult(similarities, whitening, features);
    return features;
  }

  /** The regression over features as a map from similarities. */
  LinearMap fold(Regression.Fit fit) {
    var folded = new DMatrixRMaj(size(), fit.weights().getNumCols());
    CommonOps_DDRM.mult(whitening, fit.weights(), folded);
    var weights = new float[size()][folded.getNumCols()];
    for (int i = 0; i < weights.length; i++) {
      for (int o = 0; o < weights[i].length; o++) {
        weights[i][o] = (float) folded.get(i, o);
      }
    }
    float[] intercept = new float[fit.intercept().length];
    for (int o = 0; o < intercept.length; o++) {
      intercept[o] = (float) fit.intercept()[o];
    }
    return new LinearMap(weights, intercept);
  }
}
