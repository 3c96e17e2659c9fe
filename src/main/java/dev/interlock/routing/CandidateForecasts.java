package dev.interlock.routing;

import dev.interlock.catalog.Action;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.predictor.Forecast;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.predictor.Seat;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.selection.Expectations;
import dev.interlock.signal.English;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.FailureNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Where each candidate stands in the bundle; empty: nothing is forecast for it. */
  private final List<Optional<Seat>> seats;

  /** Whether each candidate stands there as its model alone, whatever the effort. */
  private final boolean[] asModel;

  /** Whether the bundle learnt each candidate as it is asked here, effort included. */
  private final boolean[] learnt;

  /** Names of those whose seat is not their own. */
  private final List<String> byCard;

  private CandidateForecasts(InstalledBundle bundle, List<Action> candidates) {
    this.bundle = bundle;
    this.candidates = List.copyOf(candidates);
    this.seats = candidates.stream().map(each -> seat(bundle, each)).toList();
    this.asModel = new boolean[seats.size()];
    this.learnt = new boolean[seats.size()];
    var byCard = new ArrayList<String>();
    for (int i = 0; i < asModel.length; i++) {
      Optional<Seat> own = bundle.seat(candidates.get(i).name());
      asModel[i] = own.isEmpty();
      learnt[i] = own.filter(Seat.Own.class::isInstance).isPresent();
      if (seats.get(i).filter(Seat.Between.class::isInstance).isPresent()) {
        byCard.add(candidates.get(i).name());
      }
    }
    this.byCard = List.copyOf(byCard);
  }

  private static Optional<Seat> seat(InstalledBundle bundle, Action candidate) {
    return bundle.seat(candidate.name()).or(() -> bundle.seat(candidate.model().id()));
  }

  /** Those of {@code candidates}; empty if {@code bundle} knows none of them. */
  static Optional<CandidateForecasts> of(InstalledBundle bundle, List<Action> candidates) {
    var forecasts = new CandidateForecasts(bundle, candidates);
    return forecasts.seats.stream().allMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(forecasts);
  }

  /**
   * What came of one request. Do not modify the array.
   *
   * @param expectations none if the bundle abstained
   * @param prediction for the decision record; empty without a bundle
   * @param bundle version of the bundle; empty if it said nothing
   * @param kinds how likely each kind of prompt is; empty if the bundle said nothing
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(
      Expectations expectations, Optional<Prediction> prediction, String bundle, float[] kinds) {
    private static final float[] NO_KINDS = new float[0];

    /** Without a bundle. */
    static final Result NONE = new Result(Expectations.NONE, Optional.empty(), "", NO_KINDS);
  }

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
    double[] chances = new double[asModel.length];
    double[] tokens = new double[asModel.length];
    double[] certified = new double[asModel.length];
    for (int i = 0; i < chances.length; i++) {
      Optional<Seat> seat = seats.get(i);
      chances[i] = seat.isEmpty() ? Double.NaN : seat.get().chance(forecast.chance());
      tokens[i] = seat.isEmpty() ? Double.NaN : seat.get().outputTokens(forecast.outputTokens());
      Action candidate = candidates.get(i);
      if (learnt[i]) {
        certified[i] = seat.orElseThrow().certified(bundle.bundle(), forecast);
      }
      if (asModel[i]) {
        chances[i] = Expectations.ofEffort(chances[i], candidate);
      }
      if (!learnt[i]) {
        // Lengths are those of models that were told nothing of thinking.
        tokens[i] *= candidate.outputFactor();
      }
    }
    int likeliest = likeliest(forecast.kinds());
    var prediction =
        Prediction.newBuilder()
            .setBundle(bundle.version())
            .setSupport(forecast.support())
            .setKind(forecast.kindNames().get(likeliest))
            .setKindChance(forecast.kinds()[likeliest])
            .addAllByCard(byCard);
    return new Result(
        Expectations.of(chances, tokens, request).certified(certified),
        Optional.of(prediction.build()),
        bundle.version(),
        forecast.kinds());
  }

  private static int likeliest(float[] kinds) {
    int likeliest = 0;
    for (int i = 1; i < kinds.length; i++) {
      likeliest = kinds[i] > kinds[likeliest] ? i : likeliest;
    }
    return likeliest;
  }

  private Result abstained(Abstention why) {
    var prediction = Prediction.newBuilder().setBundle(bundle.version()).setAbstained(why.code());
    return new Result(Expectations.NONE, Optional.of(prediction.build()), "", Result.NO_KINDS);
  }
}
