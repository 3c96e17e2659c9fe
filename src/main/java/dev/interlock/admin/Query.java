package dev.interlock.admin;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Query parameters of a URI. */
final class Query {
  private Query() {}

  /** The first value of {@code name} as a whole number, or {@code otherwise}. */
  static long number(URI uri, String name, long otherwise) {
    try {
      return parameter(uri, name).map(Long::parseLong).orElse(otherwise);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** The first value of {@code name}. */
  static Optional<String> parameter(URI uri, String name) {
    return parameters(uri, name).stream().findFirst();
  }

  /** The names of all parameters. */
  static List<String> names(URI uri) {
    String query = uri.getRawQuery();
    return query == null
        ? List.of()
        : Arrays.stream(query.split("&", -1))
            .map(pair -> decoded(pair.split("=", 2)[0]))
            .distinct()
            .toList();
  }

  /** Every value of {@code name}, in order. */
  static List<String> parameters(URI uri, String name) {
    String query = uri.getRawQuery();
    return query == null
        ? List.of()
        : Arrays.stream(query.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> decoded(pair[0]).equals(name))
            .map(pair -> pair.length < 2 ? "" : decoded(pair[1]))
            .toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
