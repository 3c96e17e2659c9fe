package dev.interlock.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The OpenTelemetry SDK: metrics for Prometheus to pull, spans pushed only where an OTLP endpoint
 * is configured.
 */
public final class Telemetry implements AutoCloseable {
  private static final String SCOPE = "dev.interlock";

  /** A dead collector must not hold up the process: closing the SDK has been seen to take 8 s. */
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(1);

  private final OpenTelemetrySdk sdk;
  private final PrometheusMetricReader reader;
  private final Metrics metrics;
  private final GenAiMetrics genAi;

  private Telemetry(OpenTelemetrySdk sdk, PrometheusMetricReader reader) {
    this.sdk = sdk;
    this.reader = reader;
    this.metrics = new Metrics(sdk.getMeter(SCOPE));
    this.genAi = new GenAiMetrics(sdk.getMeter(SCOPE));
  }

  /** Telemetry that exports spans to {@code otlpEndpoint} (gRPC), if there is one. */
  public static Telemetry start(Optional<String> otlpEndpoint) {
    Resource resource = Resource.getDefault().toBuilder().put("service.name", "interlock").build();
    PrometheusMetricReader reader =
        PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
    var sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(
                SdkMeterProvider.builder()
                    .setResource(resource)
                    .registerMetricReader(reader)
                    .build());
    otlpEndpoint.ifPresent(
        endpoint ->
            sdk.setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(resource)
                    .addSpanProcessor(
                        BatchSpanProcessor.builder(
                                OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build())
                            .build())
                    .build()));
    return new Telemetry(sdk.build(), reader);
  }

  public Metrics metrics() {
    return metrics;
  }

  public GenAiMetrics genAi() {
    return genAi;
  }

  /** Metrics that tell {@code most} tenants apart; once per process. */
  public TenantMetrics tenants(int most) {
    return new TenantMetrics(sdk.getMeter(SCOPE), most);
  }

  /** Makes spans; without an endpoint, ones that cost next to nothing and go nowhere. */
  public Tracer tracer() {
    return ((OpenTelemetry) sdk).getTracer(SCOPE);
  }

  /** The Prometheus text exposition, version 0.0.4, of everything counted so far. */
  public String prometheusText() {
    var out = new ByteArrayOutputStream(16 << 10);
    try {
      PrometheusTextFormatWriter.create().write(out, reader.collect(), EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    CompletableResultCode closed = sdk.shutdown();
    closed.join(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
