package dev.interlock.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads a fleet from YAML:
 *
 * <pre>{@code
 * seed: 1
 * models:
 *   - id: small
 *     port: 9101
 *     names: [qwen2.5-7b-instruct]
 *     apis: [chat, completions, responses]
 *     strength: 0.62
 *     price: {input: 0.10, output: 0.30}
 *     first_token: 30ms
 *     per_token: 4ms
 *     tokens: {median: 60, spread: 0.4}
 *     credential: {header: authorization, value: Bearer secret}
 *     faults: {error: {rate: 0.1, status: 429, retry_after: 2s}}
 * }</pre>
 */
public final class FleetFile {
  private static final Set<String> KEYS = Set.of("seed", "models");

  private FleetFile() {}

  /**
   * The fleet {@code file} describes.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException saying what in it is wrong
   */
  public static Fleet read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (YamlEngineException | JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * The fleet that {@code yaml} describes.
   *
   * @throws RuntimeException saying what in it is wrong
   */
  public static Fleet parse(String yaml) {
    JsonNode root = FleetJson.tree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    for (var key : root.properties()) {
      if (!KEYS.contains(key.getKey())) {
        throw new IllegalArgumentException(key.getKey() + ": unknown key (expected: " + KEYS + ")");
      }
    }
    List<SimulatedModel> models = new ArrayList<>();
    for (JsonNode model : root.path("models")) {
      models.add(FleetJson.read(SimulatedModel.class, SimulatedModel.DEFAULTS, model));
    }
    if (models.isEmpty()) {
      throw new IllegalArgumentException("models: none (expected: at least one)");
    }
    return new Fleet(root.path("seed").asLong(1), models);
  }
}
