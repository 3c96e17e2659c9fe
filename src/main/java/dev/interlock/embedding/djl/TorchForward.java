package dev.interlock.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.interlock.embedding.EncoderException;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.ForwardPass;
import dev.interlock.embedding.Tokens;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TorchScript encoder: one shared model and a predictor for each thread that runs it. */
final class TorchForward implements ForwardPass {
  private static final Logger LOG = LoggerFactory.getLogger(TorchForward.class);

  private final ZooModel<TorchInput, float[]> model;
  private final Queue<Predictor<TorchInput, float[]>> idle;
  private final TokenSource source;
  private final int dimension;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean reduced;

  private TorchForward(
      ZooModel<TorchInput, float[]> model, TokenSource source, int dimension, int workers) {
    this.model = model;
    this.source = source;
    this.dimension = dimension;
    this.idle = new ArrayBlockingQueue<>(Math.max(1, workers));
  }

  /** What came of opening a transformer. */
  sealed interface Opened {
    record Running(TorchForward forward, boolean reduced) implements Opened {}

    record Missing(String reason) implements Opened {}
  }

  static Opened open(EncoderManifest manifest, int workers) {
    if (manifest.forward().isEmpty()) {
      return new Opened.Missing(manifest.directory() + " holds no transformer");
    }
    TorchForward forward;
    try {
      Natives.configure();
      forward = load(manifest, workers);
    } catch (ModelNotFoundException | MalformedModelException | IOException e) {
      throw new EncoderException(
          manifest.forward() + ": not loadable (expected: TorchScript): " + e.getMessage(), e);
    } catch (RuntimeException | LinkageError e) {
      return new Opened.Missing("native library: " + rootMessage(e));
    }
    boolean checked = false;
    try {
      forward.reduced = forward.mustReduce(manifest);
      checked = true;
      return new Opened.Running(forward, forward.reduced);
    } finally {
      if (!checked) {
        forward.close();
      }
    }
  }

  private static TorchForward load(EncoderManifest manifest, int workers)
      throws ModelNotFoundException, MalformedModelException, IOException {
    TokenSource source = TokenSource.of(manifest);
    boolean loaded = false;
    try {
      ZooModel<TorchInput, float[]> model =
          Criteria.builder()
              .setTypes(TorchInput.class, float[].class)
              .optEngine("PyTorch")
              .optModelPath(manifest.directory().resolve(manifest.forward()))
              .optTranslator(new TorchTranslator(manifest.signature()))
              .build()
              .loadModel();
      loaded = true;
      return new TorchForward(model, source, manifest.dimension(), workers);
    } finally {
      if (!loaded) {
        source.close();
      }
    }
  }

  @Override
  public Optional<Output> run(String text, Tokens tokens) {
    long[] ids = source.ids(text, tokens);
    try {
      return Optional.of(new Output(predict(ids, reduced), ids.length));
    } catch (TranslateException | RuntimeException e) {
      // Once in a while is enough: the same cause would repeat with every request.
      if (Long.bitCount(failures.incrementAndGet()) == 1) {
        LOG.warn("encoder: forward pass failed, {} so far: {}", failures, rootMessage(e));
      }
      return Optional.empty();
    }
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void close() {
    for (var predictor = idle.poll(); predictor != null; predictor = idle.poll()) {
      predictor.close();
    }
    source.close();
    model.close();
  }

  private float[] predict(long[] ids, boolean reduce) throws TranslateException {
    var predictor = idle.poll();
    if (predictor == null) {
      predictor = model.newPredictor();
    }
    boolean kept = false;
    try {
      float[] vector = predictor.predict(new TorchInput(ids, reduce));
      kept = idle.offer(predictor);
      return vector;
    } finally {
      // One too many, or one that failed: its native memory would stay with the model.
      if (!kept) {
        predictor.close();
      }
    }
  }

  /** Compares with the reference vectors; whether only the reduced branch gives them. */
  private boolean mustReduce(EncoderManifest manifest) {
    if (manifest.golden().isEmpty()) {
      LOG.warn("encoder: {} has no reference vectors, running unchecked", manifest.directory());
      return false;
    }
    var golden = Golden.read(manifest.directory().resolve(manifest.golden()));
    try {
      double full = golden.worstCosine(ids -> predict(ids, false), false);
      if (full >= golden.tolerance()) {
        return false;
      }
      double reducedCosine = golden.worstCosine(ids -> predict(ids, true), true);
      if (reducedCosine >= golden.tolerance()) {
        return true;
      }
      throw new EncoderException(
          "%s: reference vectors: cosine %.4f, with 7 bits %.4f (expected: >= %.4f)"
              .formatted(manifest.forward(), full, reducedCosine, golden.tolerance()));
    } catch (TranslateException e) {
      throw new EncoderException(manifest.forward() + ": fails: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
