package dev.interlock.simulator;

import dev.interlock.inference.Api;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The model servers to simulate.
 *
 * @param seed decides, together with a request's content, everything that varies in its answer
 * @param models the servers, one a port
 */
public record Fleet(long seed, List<SimulatedModel> models) {
  public Fleet {
    models = List.copyOf(models);
    Set<String> ids = new HashSet<>();
    for (SimulatedModel model : models) {
      if (!ids.add(model.id())) {
        throw new IllegalArgumentException("models: id " + model.id() + " twice (expected: once)");
      }
    }
  }

  /** Three chat models, one that speaks Anthropic, one that embeds: the example configuration's. */
  public static Fleet standard() {
    var chat = Set.of(Api.CHAT, Api.COMPLETIONS, Api.RESPONSES);
    return new Fleet(
        1,
        List.of(
            model("small", 9101, "qwen2.5-7b-instruct", chat, 0.62, 0.10, 0.30, 30, 4),
            model("medium", 9102, "llama-3.1-70b-instruct", chat, 0.78, 0.60, 0.80, 60, 8),
            model("frontier", 9103, "gpt-sim-frontier", chat, 0.92, 5.00, 15.00, 150, 12),
            model("claude", 9104, "claude-sim", Set.of(Api.MESSAGES), 0.92, 3.00, 15.00, 150, 12),
            model("embed", 9105, "embed-small", Set.of(Api.EMBEDDINGS), 0.70, 0.02, 0, 5, 0)));
  }

  /** The same fleet, every model answering at once. */
  public Fleet instant() {
    return map(SimulatedModel::instant);
  }

  /** The same fleet on free ports. */
  public Fleet onFreePorts() {
    return map(model -> model.onPort(0));
  }

  /** The same fleet with every model changed by {@code change}. */
  public Fleet map(UnaryOperator<SimulatedModel> change) {
    return new Fleet(seed, models.stream().map(change).toList());
  }

  private static SimulatedModel model(
      String id,
      int port,
      String name,
      Set<Api> apis,
      double strength,
      double input,
      double output,
      int firstTokenMillis,
      int perTokenMillis) {
    return new SimulatedModel(
        id,
        port,
        List.of(name),
        apis,
        strength,
        new Price(input, output),
        Duration.ofMillis(firstTokenMillis),
        Duration.ofMillis(perTokenMillis),
        new TokenCount(60, 0.4),
        Optional.empty(),
        Faults.NONE);
  }
}
