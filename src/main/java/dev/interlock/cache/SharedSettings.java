package dev.interlock.cache;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.secretVariable;
import static dev.interlock.config.Types.text;
import static dev.interlock.config.Types.uri;

import dev.interlock.catalog.Credential.Source;
import dev.interlock.catalog.SourceSection;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A store that replicas share.
 *
 * @param url where it is; {@code rediss} is over TLS
 * @param username who we are to it; empty: its default user
 * @param password where our password is, if it wants one
 * @param secret what replicas have in common: keys are made and entries are sealed with it
 * @param deadline how long a request waits for it
 */
public record SharedSettings(
    URI url,
    Optional<String> username,
    Optional<Source> password,
    Secret secret,
    Duration deadline) {
  private static final int SHORTEST_SECRET = 32;
  private static final Duration USUAL_DEADLINE = Duration.ofMillis(20);

  /** Reads the mapping {@code cache.shared}. */
  static SharedSettings read(ObjectReader in) {
    URI url =
        in.required(
            "url",
            uri("redis", "rediss"),
            "Where it is, with the number of a database as its path, if it is not 0. `rediss` is"
                + " over TLS.");
    Optional<String> username =
        in.optional("username", text(), "Who we are to it; its default user if left out.");
    Optional<Source> password =
        in.optional(
            "password",
            SourceSection.of("password"),
            "Where our password is. Read anew at each connection.");
    Secret secret =
        in.required(
            "secret",
            secretVariable(SHORTEST_SECRET),
            "What all replicas have in common, made by chance: they find entries by it, and seal"
                + " them. Whoever has another one shares nothing with them.");
    Duration deadline =
        in.optional(
            "deadline",
            duration(Duration.ofMillis(1), Duration.ofSeconds(5)),
            USUAL_DEADLINE,
            "How long a request waits for it at most; then it goes on without.");
    return new SharedSettings(url, username, password, secret, deadline);
  }
}
