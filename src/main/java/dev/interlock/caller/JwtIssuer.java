package dev.interlock.caller;

import java.net.URI;
import java.util.List;

/**
 * Somebody who signs tokens.
 *
 * @param issuer the claim {@code iss}
 * @param audiences of which the claim {@code aud} must have one; not empty
 * @param keys what signatures are checked with
 */
public record JwtIssuer(String issuer, List<String> audiences, PublicKeys keys) {
  public JwtIssuer {
    audiences = List.copyOf(audiences);
  }

  /** A JSON Web Key Set (RFC 7517), of public keys alone. */
  public sealed interface PublicKeys {
    /** Known. */
    record Given(String json) implements PublicKeys {}

    /** Fetched by Envoy, again and again. */
    record Fetched(URI address) implements PublicKeys {}
  }
}
