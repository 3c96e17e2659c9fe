package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.any;
import static dev.interlock.envoy.Tree.map;

import dev.interlock.caller.ApiKey;
import dev.interlock.caller.CallerSource;
import dev.interlock.catalog.Credential.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file in which Envoy reads clients' keys, and reads them again each time it is replaced.
 * {@code api_key_auth} knows keys in its configuration only; discovered from a file, they are in no
 * bootstrap. The only file we write that holds secrets: its owner alone may read it.
 */
public final class ApiKeysFile {
  /** Where it is, unless the configuration or {@code xds} say otherwise. */
  static final Path PLACE = Path.of("/run/interlock/api-keys.yaml");

  static final String IN_XDS = "ecds-api-keys.yaml";

  private static final String AUTH = "extensions.filters.http.api_key_auth.v3.ApiKeyAuth";
  private static final String MATCHED = "extensions.common.matching.v3.ExtensionWithMatcher";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,4096}");
  private static final String EXPECTED =
      " (expected: a key of at least 16 visible characters, without `Bearer`)";

  private final CallerSource.ApiKeys keys;
  private final boolean anonymous;
  private final Path path;

  private ApiKeysFile(CallerSource.ApiKeys keys, boolean anonymous, Path path) {
    this.keys = keys;
    this.anonymous = anonymous;
    this.path = path;
  }

  /** The file that {@code settings} need, if they need one. */
  public static Optional<ApiKeysFile> of(EnvoySettings settings) {
    return settings
        .callers()
        .flatMap(
            callers ->
                callers.source() instanceof CallerSource.ApiKeys keys
                    ? Optional.of(new ApiKeysFile(keys, callers.anonymous(), path(settings, keys)))
                    : Optional.empty());
  }

  static Path path(EnvoySettings settings, CallerSource.ApiKeys keys) {
    return keys.file().or(() -> settings.xds().map(folder -> folder.resolve(IN_XDS))).orElse(PLACE);
  }

  /** What Envoy finds in it. */
  static String type(boolean anonymous) {
    return anonymous ? MATCHED : AUTH;
  }

  public Path path() {
    return path;
  }

  /**
   * Writes the file anew by one rename.
   *
   * @param target where to; {@link #path} is where Envoy looks
   * @param environment variable → value, or null
   * @throws IOException if a key is missing or the file cannot be written; the message holds no key
   */
  public void write(Path target, Function<String, @Nullable String> environment)
      throws IOException {
    String text = text(environment);
    Path folder = target.toAbsolutePath().getParent();
    Path next =
        Files.createTempFile(
            Files.createDirectories(folder == null ? Path.of("/") : folder),
            ".api-keys",
            ".next",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(next, text);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private String text(Function<String, @Nullable String> environment) throws IOException {
    var credentials = new ArrayList<Map<String, Object>>();
    var names = new HashMap<String, String>();
    for (ApiKey each : keys.keys()) {
      String key = key(each, environment);
      String other = names.putIfAbsent(key, each.name());
      if (other != null) {
        throw new IOException(
            "callers.api_keys: "
                + each.name()
                + " is the key of "
                + other
                + " (expected: its own)");
      }
      credentials.add(map("key", key, "client", each.name()));
    }
    var auth =
        Tree.join(any(AUTH, "credentials", List.copyOf(credentials)), CallerFilters.keySources());
    var resource =
        map("name", CallerFilters.API_KEYS, "typed_config", anonymous ? ifShown(auth) : auth);
    return EnvoyBootstrap.HEADER
        + EnvoyBootstrap.yaml(
            Xds.response("config.core.v3.TypedExtensionConfig", "keys", List.of(resource)));
  }

  /** {@code auth}, skipped for who shows nothing. */
  private static Map<String, Object> ifShown(Map<String, Object> auth) {
    var nothing =
        map("and_matcher", map("predicate", List.of(absent("authorization"), absent("x-api-key"))));
    return any(
        MATCHED,
        "extension_config",
        Tree.extension("api-keys", auth),
        "xds_matcher",
        map(
            "matcher_list",
            map(
                "matchers",
                List.of(
                    map(
                        "predicate",
                        nothing,
                        "on_match",
                        map(
                            "action",
                            Tree.extension(
                                "skip",
                                any(
                                    "extensions.filters.common.matcher.action.v3.SkipFilter"))))))));
  }

  private static Map<String, Object> absent(String header) {
    var input =
        Tree.extension(
            "header",
            map(
                "@type",
                "type.googleapis.com/envoy.type.matcher.v3.HttpRequestHeaderMatchInput",
                "header_name",
                header));
    var present =
        map(
            "single_predicate",
            map(
                "input",
                input,
                "value_match",
                map("safe_regex", map("google_re2", map(), "regex", "(?s).*"))));
    return map("not_matcher", present);
  }

  private static String key(ApiKey key, Function<String, @Nullable String> environment)
      throws IOException {
    String where;
    String found;
    switch (key.source()) {
      case Source.Environment(String variable) -> {
        where = variable;
        found = environment.apply(variable);
      }
      case Source.File(String file) -> {
        where = file;
        found = Files.isReadable(Path.of(file)) ? Files.readString(Path.of(file)) : null;
      }
    }
    if (found == null) {
      throw new IOException("callers.api_keys: " + key.name() + ": no " + where + EXPECTED);
    }
    String text = found.strip();
    if (!KEY.matcher(text).matches()) {
      throw new IOException(
          "callers.api_keys: " + key.name() + ": something else in " + where + EXPECTED);
    }
    return text;
  }
}
