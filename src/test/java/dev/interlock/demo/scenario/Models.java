package dev.interlock.demo.scenario;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.inference.Api;
import java.util.Optional;
import java.util.Set;

/** Models of which only the price matters. */
final class Models {
  private Models() {}

  /** One that costs {@code usd} for a million tokens, asked or answered. */
  static Model of(String id, String upstreamModel, double usd) {
    return new Model(
        id,
        id,
        Optional.empty(),
        upstreamModel,
        Set.of(Api.CHAT),
        0.5,
        new Price(usd, usd, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "cloud",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
