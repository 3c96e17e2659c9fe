package dev.interlock.catalog;

/**
 * A credential by reference: never the secret itself.
 *
 * @param header the header that carries it, such as {@code authorization} or {@code x-api-key}
 * @param prefix text before the secret, such as {@code "Bearer "}
 * @param source where the secret is
 */
public record Credential(String header, String prefix, Source source) {
  /** Where a secret is read from, by Envoy, not by us. */
  public sealed interface Source {
    /** An environment variable of the Envoy process. */
    record Environment(String name) implements Source {}

    /** A file readable by the Envoy process. */
    record File(String path) implements Source {}
  }
}
