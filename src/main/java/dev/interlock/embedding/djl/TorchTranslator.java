package dev.interlock.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import dev.interlock.embedding.EncoderManifest.Signature;
import dev.interlock.embedding.Vectors;
import java.util.Arrays;

/**
 * Ids to tensors and the result to a plain array: batches of one, unpadded, because with dynamic
 * quantisation padding and neighbours change the vector.
 */
final class TorchTranslator implements NoBatchifyTranslator<TorchInput, float[]> {
  private final Signature signature;

  TorchTranslator(Signature signature) {
    this.signature = signature;
  }

  @Override
  public NDList processInput(TranslatorContext context, TorchInput input) {
    NDManager manager = context.getNDManager();
    long[] ids = input.ids();
    var shape = new Shape(1, ids.length);
    NDArray idTensor = manager.create(ids, shape);
    return switch (signature) {
      case IDS_AND_REDUCED ->
          new NDList(idTensor, manager.create(new long[] {input.reduced() ? 1 : 0}, new Shape(1)));
      case IDS_AND_MASK -> new NDList(idTensor, manager.create(ones(ids.length), shape));
      case IDS_MASK_AND_TYPES ->
          new NDList(
              idTensor,
              manager.create(ones(ids.length), shape),
              manager.create(new long[ids.length], shape));
    };
  }

  @Override
  public float[] processOutput(TranslatorContext context, NDList list) {
    NDArray output = list.getFirst();
    float[] values = output.toFloatArray();
    return signature == Signature.IDS_AND_REDUCED
        ? values
        : pooled(values, (int) output.getShape().get(output.getShape().dimension() - 1));
  }

  /** The normalised mean over positions; a vector that is pooled already is one position. */
  private static float[] pooled(float[] values, int dimension) {
    float[] mean = new float[dimension];
    for (int offset = 0; offset < values.length; offset += dimension) {
      for (int d = 0; d < dimension; d++) {
        mean[d] += values[offset + d];
      }
    }
    Vectors.normalize(mean);
    return mean;
  }

  private static long[] ones(int length) {
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
