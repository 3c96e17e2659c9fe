package dev.interlock.journal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.interlock.memory.Change;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What an operator did to the memory of feedback.
 *
 * @param kind {@value #KIND}, which tells these lines from those of requests
 * @param change its code
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonPropertyOrder("kind")
public record ChangeEntry(String kind, String change) {
  static final String KIND = "memory";

  /** How such a line begins. */
  private static final String BEGINNING = "{\"kind\":\"" + KIND + "\"";

  /** Whether a line of a journal is one of these. */
  static boolean isOne(String line) {
    return line.startsWith(BEGINNING);
  }

  static ChangeEntry of(Change change) {
    return new ChangeEntry(KIND, change.code());
  }

  /** Empty where nobody knows such a change. */
  Optional<Change> known() {
    return Optional.ofNullable(change).flatMap(Change::of);
  }
}
