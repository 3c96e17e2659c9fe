package dev.interlock.simulator;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Api;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One model server of a fleet.
 *
 * @param id short name, used by the control endpoint, in answers and as a model key of outcome
 *     files
 * @param port TCP port; 0 picks a free one
 * @param names model names served; any other is answered with 404, as real servers do
 * @param apis endpoints served
 * @param strength chance in [0, 1] that an answer is right where no outcome file says otherwise
 * @param price what it charges
 * @param firstToken time to the first token
 * @param perToken time for each further token
 * @param tokens length of answers
 * @param credential what requests must carry, if anything
 * @param faults how it misbehaves from the start
 */
public record SimulatedModel(
    String id,
    int port,
    List<String> names,
    Set<Api> apis,
    double strength,
    Price price,
    Duration firstToken,
    Duration perToken,
    TokenCount tokens,
    Optional<RequiredCredential> credential,
    Faults faults) {
  /** What a fleet file need not say. */
  static final SimulatedModel DEFAULTS =
      new SimulatedModel(
          "model",
          0,
          List.of("model"),
          Set.of(Api.CHAT, Api.COMPLETIONS, Api.RESPONSES),
          0.7,
          new Price(0.1, 0.3),
          Duration.ZERO,
          Duration.ZERO,
          new TokenCount(60, 0.4),
          Optional.empty(),
          Faults.NONE);

  public SimulatedModel {
    requireNonNull(id, "id");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("names: none (expected: at least one model name)");
    }
    apis = Set.copyOf(apis);
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength: " + strength + " (expected: 0 to 1)");
    }
    requireNonNull(price, "price");
    requireNonNull(firstToken, "firstToken");
    requireNonNull(perToken, "perToken");
    requireNonNull(tokens, "tokens");
    requireNonNull(credential, "credential");
    requireNonNull(faults, "faults");
  }

  /** The same model answering at once: what a bench wants of it. */
  public SimulatedModel instant() {
    return new SimulatedModel(
        id,
        port,
        names,
        apis,
        strength,
        price,
        Duration.ZERO,
        Duration.ZERO,
        tokens,
        credential,
        faults);
  }

  /** The same model on another port. */
  public SimulatedModel onPort(int other) {
    return new SimulatedModel(
        id, other, names, apis, strength, price, firstToken, perToken, tokens, credential, faults);
  }

  /** The same model demanding a credential. */
  public SimulatedModel demanding(RequiredCredential required) {
    return new SimulatedModel(
        id,
        port,
        names,
        apis,
        strength,
        price,
        firstToken,
        perToken,
        tokens,
        Optional.of(required),
        faults);
  }
}
