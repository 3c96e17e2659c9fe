package dev.interlock.simulator.call;

import dev.interlock.simulator.call.Call.ToolCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The tools a request offers, and which one a model would call. */
final class Tools {
  private static final int TELLING_WORD = 4;

  private final List<JsonNode> schemas = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  void offer(String name, JsonNode parameters) {
    names.add(name);
    schemas.add(parameters);
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** A call of the tool named. */
  Optional<ToolCall> call(String name) {
    int index = names.indexOf(name);
    return index < 0
        ? Optional.empty()
        : Optional.of(new ToolCall(name, SampleJson.of(schemas.get(index))));
  }

  /** A call of the tool the prompt speaks of, or of the first one. */
  Optional<ToolCall> callAny(String prompt) {
    return callIfAsked(prompt).or(() -> isEmpty() ? Optional.empty() : call(names.getFirst()));
  }

  /** A call of the first tool whose name shares a telling word with the prompt. */
  Optional<ToolCall> callIfAsked(String prompt) {
    if (isEmpty()) {
      return Optional.empty();
    }
    String asked = prompt.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> words(name).stream().anyMatch(asked::contains))
        .findFirst()
        .flatMap(this::call);
  }

  /** {@code getWeather_now} is about {@code weather}. */
  private static List<String> words(String name) {
    String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[^A-Za-z]+", " ");
    return Arrays.stream(spaced.toLowerCase(Locale.ROOT).trim().split(" "))
        .filter(word -> word.length() >= TELLING_WORD)
        .toList();
  }
}
