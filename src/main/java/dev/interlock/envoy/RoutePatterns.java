package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.Upstream;
import dev.interlock.inference.Api;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The regular expressions (RE2) by which requests are told apart, wherever they are routed. */
public final class RoutePatterns {
  private RoutePatterns() {}

  /** The paths of the wanted endpoints, as the sidecar reads them; empty: none is wanted. */
  public static String paths(Predicate<Api> wanted) {
    // As the sidecar reads them: case and trailing slashes make no difference.
    String paths = anyOf(Arrays.stream(Api.values()).filter(wanted).map(Api::path).toList());
    return paths.isEmpty() ? "" : "(?i)(?:" + paths + ")/*";
  }

  /** Exactly one of {@code words}. */
  public static String anyOf(Collection<String> words) {
    return words.stream().map(RoutePatterns::quoted).collect(Collectors.joining("|"));
  }

  /** A header's value that is, in any case, one of {@code words}, alone or in a comma list. */
  public static String oneOf(Collection<String> words) {
    // A header sent twice arrives as one comma list: each of its elements counts.
    return "(?is)(?:.*,)?\\s*(?:" + anyOf(words) + ")\\s*(?:,.*)?";
  }

  /** Escaped for RE2, and readable for the usual names. */
  public static String quoted(String word) {
    return word.replaceAll("([^\\w/ -])", "\\\\$1");
  }

  /** What replaces {@code /v1}, without a slash at its end; empty: nothing. */
  public static String pathPrefix(Model model) {
    String prefix = model.upstream().map(Upstream::pathPrefix).orElse("");
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }
}
