package dev.interlock.caller;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Web Key Set as an operator gives it, which must hold no secret: Envoy's file would. */
final class KeySet {
  /** Parts of private keys, and the one of a shared secret (RFC 7518, 6). */
  private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private KeySet() {}

  /** What is wrong with {@code json}; empty: nothing. Holds nothing of it. */
  static Optional<String> fault(String json) {
    try {
      JsonNode keys = JsonMapper.shared().readTree(json).path("keys");
      if (!keys.isArray() || keys.isEmpty()) {
        return Optional.of("no `keys`");
      }
      for (JsonNode key : keys) {
        if (SECRET.stream().anyMatch(key::has)) {
          return Optional.of("a private or a shared key");
        }
      }
      return Optional.empty();
    } catch (JacksonException _) {
      return Optional.of("not JSON");
    }
  }
}
