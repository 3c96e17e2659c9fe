package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Method, path and headers of a request, pseudo-headers apart, and who sent it.
 *
 * @param method HTTP method
 * @param path path with query
 * @param headers by lower-case name; a repeated header's values are joined by a comma
 * @param caller as Envoy authenticated them
 */
public record RequestHead(String method, String path, Map<String, String> headers, Caller caller) {
  public RequestHead {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    headers = Map.copyOf(headers);
    requireNonNull(caller, "caller");
  }

  /** The same of somebody anonymous. */
  public RequestHead(String method, String path, Map<String, String> headers) {
    this(method, path, headers, Caller.anonymous());
  }

  /** The header {@code name} (lower case), or empty. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The same of {@code other}. */
  public RequestHead from(Caller other) {
    return new RequestHead(method, path, headers, other);
  }

  /** Never header values: they hold credentials. */
  @Override
  public String toString() {
    return "RequestHead[method=" + method + ", headers=" + headers.size() + "]";
  }
}
