package dev.interlock.collect;

import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Price;
import dev.interlock.catalog.Reasoning;
import dev.interlock.inference.Api;
import java.util.Optional;
import java.util.Set;

/** Models to ask. */
final class Models {
  private Models() {}

  /** A model of {@code usd} per million tokens. */
  static Model of(String id, double usd, Api... apis) {
    return of(id, usd, Optional.empty(), apis);
  }

  /** One that may be told how hard to think. */
  static Model of(String id, double usd, Optional<Reasoning> reasoning, Api... apis) {
    return new Model(
        id,
        id,
        Optional.empty(),
        id,
        Set.of(apis),
        0.5,
        new Price(usd, usd, Optional.empty()),
        1000,
        Set.of(),
        Set.of(),
        "",
        Energy.UNKNOWN,
        Latency.UNKNOWN,
        reasoning,
        true);
  }
}
