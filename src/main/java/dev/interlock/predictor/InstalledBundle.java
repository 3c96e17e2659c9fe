package dev.interlock.predictor;

import dev.interlock.embedding.Encoding;
import java.util.Map;
import java.util.Optional;

/**
 * A router bundle as one configuration uses it. Immutable; any thread.
 *
 * @param bundle what was learnt
 * @param version of the bundle
 * @param seats by id, where models of the catalogue stand in the bundle; who is missing has no
 *     forecast
 */
public record InstalledBundle(RouterBundle bundle, String version, Map<String, Seat> seats) {
  public InstalledBundle {
    seats = Map.copyOf(seats);
  }

  /** Where the model {@code id} of the catalogue stands in a forecast, if it does. */
  public Optional<Seat> seat(String id) {
    return Optional.ofNullable(seats.get(id));
  }

  /** What is expected for the text of {@code encoding}. */
  public Forecast forecast(Encoding encoding) {
    return bundle.predictor().forecast(encoding);
  }

  /**
   * Tries a forecast, which fails where bundle and encoder do not fit each other.
   *
   * @param space vector space of what {@code sample} holds, its transformer aside
   * @throws BundleException if they do not fit
   */
  public void tryOn(Encoding sample, String space) {
    String name = "router bundle " + version;
    if (!space.equals(bundle.space())) {
      throw new BundleException(
          name + ": vector space " + bundle.space() + " (expected: " + space + "; train it again)");
    }
    int known = bundle.models().size();
    Forecast forecast;
    try {
      forecast = forecast(sample);
    } catch (RuntimeException e) {
      throw new BundleException(name + ": makes no forecast", e);
    }
    if (forecast.chance().length != known || forecast.outputTokens().length != known) {
      throw new BundleException(name + ": forecasts for others than its " + known + " models");
    }
  }
}
