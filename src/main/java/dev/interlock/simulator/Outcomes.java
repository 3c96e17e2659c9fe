package dev.interlock.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each model is known to achieve on each prompt, read from an outcome file: JSON lines {@code
 * {"prompt": "…", "outcomes": {"model": {"score": 0.7, "cost": 0.0021}}}}, and with {@code
 * "answer": "…"} what a right answer says. Immutable.
 */
public final class Outcomes {
  /** No prompt is known. */
  public static final Outcomes NONE = new Outcomes(Map.of());

  private final Map<String, Row> byPrompt;

  private Outcomes(Map<String, Row> byPrompt) {
    this.byPrompt = byPrompt;
  }

  private record Row(Map<String, Outcome> outcomes, Optional<String> answer) {}

  /**
   * One model's result on one prompt.
   *
   * @param score in [0, 1]
   * @param cost USD
   */
  public record Outcome(OptionalDouble score, OptionalDouble cost) {}

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException naming the line that is no outcome
   */
  public static Outcomes read(Path file) throws IOException {
    var mapper = new JsonMapper();
    Map<String, Row> byPrompt = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          try {
            JsonNode row = mapper.readTree(line);
            byPrompt.put(row.required("prompt").stringValue(), row(row));
          } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                file + ":" + number + " (expected: {\"prompt\", \"outcomes\"})", e);
          }
        }
      }
    }
    return new Outcomes(Map.copyOf(byPrompt));
  }

  /** Where every model gives these answers to these prompts. */
  public static Outcomes answering(Map<String, String> answers) {
    return new Outcomes(
        answers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    answer -> new Row(Map.of(), Optional.of(answer.getValue())))));
  }

  /** The number of prompts known. */
  public int size() {
    return byPrompt.size();
  }

  /** What {@code model}, by id or by one of its names, achieves on {@code prompt}. */
  Optional<Outcome> of(String prompt, SimulatedModel model) {
    Row row = byPrompt.get(prompt);
    if (row == null) {
      return Optional.empty();
    }
    Map<String, Outcome> outcomes = row.outcomes();
    Outcome byId = outcomes.get(model.id());
    if (byId != null) {
      return Optional.of(byId);
    }
    return model.names().stream().filter(outcomes::containsKey).findFirst().map(outcomes::get);
  }

  /** What a right answer to {@code prompt} says, if that is known. */
  Optional<String> answer(String prompt) {
    return Optional.ofNullable(byPrompt.get(prompt)).flatMap(Row::answer);
  }

  private static Row row(JsonNode row) {
    JsonNode answer = row.get("answer");
    return new Row(
        outcomes(row.required("outcomes")),
        answer == null ? Optional.empty() : Optional.of(answer.stringValue()));
  }

  private static Map<String, Outcome> outcomes(JsonNode node) {
    Map<String, Outcome> outcomes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      outcomes.put(entry.getKey(), new Outcome(number(value, "score"), number(value, "cost")));
    }
    return outcomes;
  }

  private static OptionalDouble number(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull()
        ? OptionalDouble.empty()
        : OptionalDouble.of(value.doubleValue());
  }
}
