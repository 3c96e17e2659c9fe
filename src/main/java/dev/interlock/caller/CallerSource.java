package dev.interlock.caller;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How Envoy learns who calls. */
public sealed interface CallerSource {
  /** The dynamic metadata namespace in which Envoy then says so. */
  String namespace();

  /**
   * A signed token (RFC 7519), checked by Envoy's {@code jwt_authn}.
   *
   * @param issuers who may sign; not empty
   * @param claims where in a token's claims the facts are
   */
  record Jwt(List<JwtIssuer> issuers, FactPaths claims) implements CallerSource {
    /** Under which {@code jwt_authn} puts the claims. */
    public static final String PAYLOAD = "payload";

    public Jwt {
      issuers = List.copyOf(issuers);
    }

    @Override
    public String namespace() {
      return "envoy.filters.http.jwt_authn";
    }
  }

  /**
   * A key, checked by Envoy's {@code api_key_auth}.
   *
   * @param keys not empty
   * @param file where Envoy reads the keys; empty: at the default place
   */
  record ApiKeys(List<ApiKey> keys, Optional<Path> file) implements CallerSource {
    /** Under which the name of the key that was shown stands. */
    public static final String KEY = "key";

    public ApiKeys {
      keys = List.copyOf(keys);
    }

    @Override
    public String namespace() {
      return "interlock.caller";
    }
  }

  /**
   * What an earlier filter says, such as {@code ext_authz} or a gateway's {@code jwt_authn}.
   *
   * @param facts where in the namespace
   */
  record Metadata(String namespace, FactPaths facts) implements CallerSource {}
}
