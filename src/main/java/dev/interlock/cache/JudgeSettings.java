package dev.interlock.cache;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.map;
import static dev.interlock.config.Types.text;
import static dev.interlock.config.Types.uri;

import dev.interlock.config.ObjectReader;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which model says whether two answers are the same.
 *
 * @param model by id
 * @param url of Envoy; empty: where the configuration lets it listen
 * @param headers sent with each question, credentials among them
 * @param deadline for its word
 */
public record JudgeSettings(
    String model, Optional<URI> url, Map<String, String> headers, Duration deadline) {
  private static final Duration LEAST_DEADLINE = Duration.ofMillis(100);
  private static final Duration MOST_DEADLINE = Duration.ofMinutes(2);
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(20);

  public JudgeSettings {
    headers = Map.copyOf(headers);
  }

  static JudgeSettings read(ObjectReader in) {
    return new JudgeSettings(
        in.required("model", text(), "The id of the model that compares answers."),
        in.optional(
            "url",
            uri("http", "https"),
            "Where Envoy is asked for it, if not where `envoy.listen` says."),
        in.optional(
                "headers",
                map(text()),
                "Headers of these requests, such as the `authorization` that Envoy wants.")
            .<Map<String, String>>map(headers -> headers)
            .orElse(Map.of()),
        in.optional(
            "deadline",
            duration(LEAST_DEADLINE, MOST_DEADLINE),
            USUAL_DEADLINE,
            "Time for its word; without it in time, the answers count as different."));
  }

  /** Not the headers: some are credentials. */
  @Override
  public String toString() {
    return "JudgeSettings[model=" + model + "]";
  }
}
