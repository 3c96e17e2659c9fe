package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Method, path and headers of a request, pseudo-headers apart.
 *
 * @param method HTTP method
 * @param path path with query
 * @param headers by lower-case name; a repeated header's values are joined by a comma
 */
public record RequestHead(String method, String path, Map<String, String> headers) {
  public RequestHead {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    headers = Map.copyOf(headers);
  }

  /** The header {@code name} (lower case), or empty. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Never header values: they hold credentials. */
  @Override
  public String toString() {
    return "RequestHead[method=" + method + ", headers=" + headers.size() + "]";
  }
}
