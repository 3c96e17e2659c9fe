package dev.interlock.caller;

import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.file;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;
import static dev.interlock.config.Types.uri;

import dev.interlock.config.ObjectReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The key {@code callers.jwt}. */
final class JwtSection {
  private JwtSection() {}

  static CallerSource read(ObjectReader in) {
    List<JwtIssuer> issuers =
        in.required(
            "issuers",
            distinct("issuer", JwtIssuer::issuer, someOf(object(JwtSection::issuer))),
            "Who may sign.");
    return new CallerSource.Jwt(issuers, CallersSection.paths(in));
  }

  private static JwtIssuer issuer(ObjectReader in) {
    String issuer = in.required("issuer", text(), "The claim `iss`, letter by letter.");
    List<String> audiences =
        in.required(
            "audiences",
            someOf(text()),
            "Whom tokens are meant for: `aud` must have one of these. A token for another service"
                + " is not one for this.");
    JwtIssuer.PublicKeys keys =
        in.required("jwks", object(JwtSection::keys), "The keys that signatures are checked with.");
    return new JwtIssuer(issuer, audiences, keys);
  }

  private static JwtIssuer.PublicKeys keys(ObjectReader in) {
    Optional<String> given =
        in.optional("file", file(), "A file with a JSON Web Key Set of public keys.");
    Optional<URI> address =
        in.optional(
            "url",
            uri("https", "http"),
            "Where Envoy fetches them, every ten minutes; `http` on this machine only.");
    in.exactlyOne("file", "url");
    if (in.ok("file")) {
      given
          .flatMap(KeySet::fault)
          .ifPresent(fault -> in.reject("file", fault, "a key set of public keys (RFC 7517)"));
    }
    address
        .filter(uri -> uri.getScheme().equals("http") && !isLocal(uri.getHost()))
        .ifPresent(_ -> in.reject("url", "keys in plain text", "https://"));
    return address
        .<JwtIssuer.PublicKeys>map(JwtIssuer.PublicKeys.Fetched::new)
        .orElseGet(() -> new JwtIssuer.PublicKeys.Given(given.orElse("")));
  }

  private static boolean isLocal(String host) {
    return host.matches("127(\\.\\d{1,3}){3}") || host.equals("localhost") || host.equals("[::1]");
  }
}
