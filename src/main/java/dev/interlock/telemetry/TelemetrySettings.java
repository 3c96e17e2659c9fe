package dev.interlock.telemetry;

import static dev.interlock.config.Types.uri;

import dev.interlock.config.ObjectReader;
import java.net.URI;
import java.util.Optional;

/**
 * Where telemetry goes besides {@code /metrics}.
 *
 * @param otlp an OpenTelemetry collector's gRPC address; empty: spans go nowhere
 */
public record TelemetrySettings(Optional<URI> otlp) {
  /** Reads the mapping {@code telemetry}. */
  public static TelemetrySettings read(ObjectReader in) {
    var settings =
        new TelemetrySettings(
            in.optional(
                "otlp",
                uri("http", "https"),
                "An OpenTelemetry collector (OTLP over gRPC) that gets a span per stage."));
    in.notYet("prompts", "Prompts and answers in telemetry. They never are.");
    return settings;
  }
}
