package dev.interlock.server;

import static dev.interlock.config.Types.duration;

import dev.interlock.config.ObjectReader;
import java.time.Duration;

/**
 * How the sidecar ends when it is told to.
 *
 * @param grace how long it still takes new streams after it has said that it is not ready
 * @param deadline how long open streams then have to end
 */
public record DrainSettings(Duration grace, Duration deadline) {
  /** Reads the mapping {@code drain}. */
  public static DrainSettings read(ObjectReader in) {
    Duration hour = Duration.ofHours(1);
    return new DrainSettings(
        in.optional(
            "grace",
            duration(Duration.ZERO, hour),
            Duration.ofSeconds(5),
            "How long new requests are still decided once `/readyz` says no: until nobody sends any"
                + " more."),
        in.optional(
            "deadline",
            duration(Duration.ZERO, hour),
            Duration.ofSeconds(20),
            "How long open streams then have to end. Kubernetes kills a pod 30 seconds after it was"
                + " told to stop, unless it says otherwise."));
  }
}
