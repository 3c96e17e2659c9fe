package dev.interlock.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.interlock.config.Address;
import dev.interlock.config.Secret;
import dev.interlock.inference.RequestError;
import dev.interlock.server.HttpListener;
import dev.interlock.server.HttpReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every handler of the admin interface. Whoever knows the token may ask; without one,
 * whoever is on this machine. A web page that somebody has open there is neither: it is refused by
 * its origin, and one whose name was pointed at loopback (DNS rebinding) by that name.
 *
 * <p>The page itself holds nothing of ours and needs no token: a browser could not send one.
 */
public final class AdminGuard {
  private static final String API = "/api/";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-security-policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
              + " require-trusted-types-for 'script'",
          "x-content-type-options",
          "nosniff",
          "referrer-policy",
          "no-referrer",
          "cross-origin-opener-policy",
          "same-origin",
          "cross-origin-resource-policy",
          "same-origin");

  private final Optional<Secret> token;

  /**
   * A guard.
   *
   * @param token empty where only this machine reaches the interface
   */
  public AdminGuard(Optional<Secret> token) {
    this.token = token;
  }

  /** {@code handlers} by path prefix, each behind this guard. */
  public Map<String, HttpListener.Handler> before(Map<String, HttpListener.Handler> handlers) {
    var guarded = new LinkedHashMap<String, HttpListener.Handler>();
    handlers.forEach(
        (path, handler) ->
            guarded.put(
                path,
                exchange -> {
                  Optional<HttpReply> refusal = refusal(exchange);
                  HttpReply reply = refusal.isPresent() ? refusal.get() : handler.handle(exchange);
                  return reply.with(HEADERS);
                }));
    return guarded;
  }

  private Optional<HttpReply> refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    boolean api = exchange.getRequestURI().getPath().startsWith(API);
    if (token.isEmpty() && !isLoopback(headers.getFirst("host"))) {
      return refusal(FORBIDDEN, "Host: not a name of this machine (expected: localhost).");
    }
    if (api && isForeign(headers)) {
      return refusal(FORBIDDEN, "Origin: another site's page (expected: this server's own).");
    }
    if (api && token.isPresent() && !knows(headers.getFirst("authorization"))) {
      return refusal(UNAUTHORIZED, "Authorization: expected: Bearer and the token of `admin`.")
          .map(reply -> reply.with("www-authenticate", "Bearer"));
    }
    return Optional.empty();
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null
        && Address.parse(host.matches(".*:[0-9]+") ? host : host + ":80")
            .filter(address -> address instanceof Address.Tcp tcp && tcp.isLoopback())
            .isPresent();
  }

  /** Whether a browser says that the request comes from a page of another site. */
  private static boolean isForeign(Headers headers) {
    String site = headers.getFirst("sec-fetch-site");
    String origin = headers.getFirst("origin");
    String host = headers.getFirst("host");
    return (site != null && !site.equals("same-origin") && !site.equals("none"))
        || (origin != null
            && !origin.equals("http://" + host)
            && !origin.equals("https://" + host));
  }

  private boolean knows(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())
        && token.orElseThrow().is(authorization.substring("Bearer ".length()).strip());
  }

  private static Optional<HttpReply> refusal(int status, String message) {
    var error = new RequestError(RequestError.Kind.NOT_ALLOWED, message, "");
    return Optional.of(AdminJson.error(status, error));
  }
}
