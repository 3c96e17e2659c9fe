package dev.interlock.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.Optional;

/**
 * The two metrics that OpenTelemetry's GenAI conventions ask of a client, with the buckets they
 * prescribe. Thread-safe; labels hold configuration names and codes only.
 */
public final class GenAiMetrics {
  private static final List<Long> TOKENS =
      List.of(
          1L, 4L, 16L, 64L, 256L, 1024L, 4096L, 16384L, 65536L, 262144L, 1048576L, 4194304L,
          16777216L, 67108864L);
  private static final List<Double> SECONDS =
      List.of(
          0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);

  private final LongHistogram tokens;
  private final DoubleHistogram duration;

  public GenAiMetrics(Meter meter) {
    tokens =
        meter
            .histogramBuilder(GenAi.TOKEN_USAGE)
            .ofLongs()
            .setUnit("{token}")
            .setDescription("Tokens of an answer, by type")
            .setExplicitBucketBoundariesAdvice(TOKENS)
            .build();
    duration =
        meter
            .histogramBuilder(GenAi.OPERATION_DURATION)
            .setUnit("s")
            .setDescription("Time from the decision to the end of the answer")
            .setExplicitBucketBoundariesAdvice(SECONDS)
            .build();
  }

  /** Metrics that nobody sees. */
  public static GenAiMetrics none() {
    return new GenAiMetrics(OpenTelemetry.noop().getMeter(""));
  }

  /**
   * Who was asked for what, and who answered.
   *
   * @param api its id
   * @param requested a name that the configuration knows
   * @param answered a model of the catalogue
   */
  public record Operation(String api, String requested, String answered) {
    private Attributes attributes() {
      return Attributes.of(
          GenAi.OPERATION_NAME,
          GenAi.operation(api),
          GenAi.PROVIDER_NAME,
          GenAi.provider(api),
          GenAi.REQUEST_MODEL,
          requested,
          GenAi.RESPONSE_MODEL,
          answered);
    }
  }

  /** An answer has ended; {@code error} as {@link GenAi#ERROR_TYPE} has it. */
  public void ended(Operation operation, double seconds, Optional<String> error) {
    Attributes attributes = operation.attributes();
    duration.record(
        seconds,
        error
            .map(type -> attributes.toBuilder().put(GenAi.ERROR_TYPE, type).build())
            .orElse(attributes));
  }

  /** It took these tokens. */
  public void used(Operation operation, long input, long output) {
    Attributes attributes = operation.attributes();
    tokens.record(input, attributes.toBuilder().put(GenAi.TOKEN_TYPE, "input").build());
    tokens.record(output, attributes.toBuilder().put(GenAi.TOKEN_TYPE, "output").build());
  }
}
