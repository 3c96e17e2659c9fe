package dev.interlock.routing;

import dev.interlock.catalog.Action;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.selection.Expectations;
import dev.interlock.signal.English;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.FailureNote;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a router bundle expects of the candidates of one virtual model. Where it has nothing to go
 * by it abstains, and the choice is made as without a bundle. Immutable; any thread.
 */
final class CandidateForecasts {
  private static final Logger LOG = LoggerFactory.getLogger(CandidateForecasts.class);

  private final InstalledBundle bundle;

  private final List<Action> candidates;

  /** Where each candidate stands in the bundle; negative: it is not known there. */
  private final int[] positions;

  /** Whether each candidate stands there as its model alone, whatever the effort. */
  private final boolean[] asModel;

  private CandidateForecasts(InstalledBundle bundle, List<Action> candidates) {
    this.bundle = bundle;
    this.candidates = List.copyOf(candidates);
    this.positions = new int[candidates.size()];
    this.asModel = new boolean[positions.length];
    for (int i = 0; i < positions.length; i++) {
      OptionalInt own = bundle.position(candidates.get(i).name());
      asModel[i] = own.isEmpty();
      positions[i] = own.orElse(bundle.position(candidates.get(i).model().id()).orElse(-1));
    }
  }

  /** Those of {@code candidates}; empty if {@code bundle} knows none of them. */
  static Optional<CandidateForecasts> of(InstalledBundle bundle, List<Action> candidates) {
    var forecasts = new CandidateForecasts(bundle, candidates);
    return Arrays.stream(forecasts.positions).allMatch(position -> position < 0)
        ? Optional.empty()
        : Optional.of(forecasts);
  }

  /**
   * What came of one request.
   *
   * @param expectations none if the bundle abstained
   * @param prediction for the decision record
   */
  record Result(Expectations expectations, Prediction prediction) {}

  /**
   * Looks at {@code request}.
   *
   * @param encoding of its subject; empty if the encoder failed
   */
  Result look(
      InferenceRequest request, Optional<Encoding> encoding, SignalSet signals, Deadline deadline) {
    if (request.api() == Api.EMBEDDINGS) {
      return abstained(Abstention.ENDPOINT);
    }
    if (English.isAnother(signals.get("language"))) {
      return abstained(Abstention.LANGUAGE);
    }
    if (deadline.expired()) {
      return abstained(Abstention.DEADLINE);
    }
    if (encoding.isEmpty()) {
      return abstained(Abstention.FAILED);
    }
    try {
      return isBlank(encoding.get().staticVector())
          ? abstained(Abstention.TEXT)
          : forecast(request, bundle.forecast(encoding.get()));
    } catch (RuntimeException | LinkageError e) {
      // Expectations are a quality stage: without them there is the prior.
      LOG.error("forecast failed: {}", FailureNote.of(e));
      return abstained(Abstention.FAILED);
    }
  }

  private static boolean isBlank(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private Result forecast(InferenceRequest request, Forecast forecast) {
    double[] chances = new double[positions.length];
    double[] tokens = new double[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      chances[i] = position < 0 ? Double.NaN : forecast.chance()[position];
      tokens[i] = position < 0 ? Double.NaN : forecast.outputTokens()[position];
      if (asModel[i]) {
        Action candidate = candidates.get(i);
        chances[i] = Expectations.ofEffort(chances[i], candidate);
        tokens[i] *= candidate.outputFactor();
      }
    }
    var prediction =
        Prediction.newBuilder().setBundle(bundle.version()).setSupport(forecast.support());
    return new Result(Expectations.of(chances, tokens, request), prediction.build());
  }

  private Result abstained(Abstention why) {
    var prediction = Prediction.newBuilder().setBundle(bundle.version()).setAbstained(why.code());
    return new Result(Expectations.NONE, prediction.build());
  }
}
