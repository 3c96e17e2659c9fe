package dev.interlock.catalog;

import static dev.interlock.config.Types.reference;
import static dev.interlock.config.Types.secret;
import static dev.interlock.config.Types.text;
import static dev.interlock.config.Types.uri;

import dev.interlock.catalog.Credential.Source;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.digest.Sha256;
import dev.interlock.inference.Api;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The keys of a model that say where it is and how to authenticate there. */
final class UpstreamSection {
  private static final Type<String> VARIABLE =
      reference(
          "[A-Za-z_][A-Za-z0-9_]*", "the name of a variable of Envoy's environment, not a secret");
  private static final Type<String> FILE =
      reference("/.{1,4096}", "the path of a file Envoy can read, from /, not a secret");
  private static final Type<String> HEADER =
      text("[a-z0-9][a-z0-9_-]*", "a header name in lower case", "authorization");
  private static final Type<String> SCHEME =
      text("[A-Za-z0-9._~+/-]*", "an authentication scheme, or \"\" for none", "Bearer");

  private static final int HASH_BYTES = 4;

  private UpstreamSection() {}

  static Optional<URI> address(ObjectReader in) {
    return in.optional(
        "address",
        uri("http", "https"),
        "Where it is; becomes an Envoy cluster. A path stands in place of `/v1`.");
  }

  static Optional<Upstream> read(ObjectReader in, Optional<URI> address, Set<Api> apis) {
    Optional<Credential> credential =
        in.optional(
            "credential",
            secret(
                "{env: NAME} or {file: /path}, never the secret itself", e -> credential(e, apis)),
            "How to authenticate there. What the client sent to authenticate is not passed on.");
    if (in.has("credential") && in.has("cluster")) {
      in.reject("credential", "besides `cluster`", "`address`: an existing cluster has its own");
    }
    address.ifPresent(
        uri -> {
          if (credential.isPresent() && uri.getScheme().equals("http") && !isLocal(uri.getHost())) {
            in.warn("address", "a credential travels in plain text", "https://");
          }
        });
    return address.map(uri -> upstream(uri, credential));
  }

  /**
   * The name of the rendered Envoy cluster: the model's, and a hash of where it is and how to
   * authenticate there. Safe in statistics and in route patterns.
   */
  static String cluster(String id, Optional<Upstream> upstream) {
    String content = id + " " + upstream.map(Upstream::toString).orElse("");
    return "model-" + id.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + Sha256.hex(content, HASH_BYTES);
  }

  private static Upstream upstream(URI uri, Optional<Credential> credential) {
    boolean tls = uri.getScheme().equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String host = uri.getHost().replace("[", "").replace("]", "");
    String path = uri.getPath().replaceFirst("/+$", "");
    return new Upstream(tls, host, port, path.equals("/v1") ? "" : path, credential);
  }

  private static Credential credential(ObjectReader in, Set<Api> apis) {
    boolean anthropic = apis.equals(Set.of(Api.MESSAGES));
    Optional<String> variable =
        in.optional("env", VARIABLE, "The variable of Envoy's environment that holds the secret.");
    Optional<String> file = in.optional("file", FILE, "The file that holds the secret.");
    in.exactlyOne("env", "file");
    String header =
        in.optional(
                "header",
                HEADER,
                "The header that carries it: `authorization`, or `x-api-key` for a model that"
                    + " serves `messages` alone.")
            .orElse(anthropic ? "x-api-key" : "authorization");
    String scheme =
        in.optional(
                "scheme", SCHEME, "The word before it: `Bearer` for `authorization`, else none.")
            .orElse(header.equals("authorization") ? "Bearer" : "");
    Source source =
        variable
            .<Source>map(Source.Environment::new)
            .orElseGet(() -> new Source.File(file.orElse("")));
    return new Credential(header, scheme.isEmpty() ? "" : scheme + " ", source);
  }

  private static boolean isLocal(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]");
  }
}
