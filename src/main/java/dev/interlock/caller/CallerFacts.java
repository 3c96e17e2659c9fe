package dev.interlock.caller;

import dev.interlock.inference.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who a caller is, from what Envoy's metadata says. Who must be known and has no tenant is
 * unidentified: a fact of another type is as good as none. Immutable, any thread.
 */
public final class CallerFacts {
  private static final List<String> ISSUER = List.of("iss");

  private final CallerSettings settings;
  private final Map<String, Caller.Known> byKey;

  /** Facts as {@code settings} say. */
  public CallerFacts(CallerSettings settings) {
    this.settings = settings;
    this.byKey =
        settings.source() instanceof CallerSource.ApiKeys keys
            ? keys.keys().stream().collect(Collectors.toMap(ApiKey::name, ApiKey::caller))
            : Map.of();
  }

  /**
   * The caller.
   *
   * @param texts the texts at a path of the source's namespace: none, one, or those of a list
   */
  public Caller read(Function<List<String>, List<String>> texts) {
    return switch (settings.source()) {
      case CallerSource.ApiKeys _ -> {
        List<String> shown = texts.apply(List.of(CallerSource.ApiKeys.KEY));
        yield first(shown)
            .flatMap(name -> Optional.<Caller>ofNullable(byKey.get(name)))
            .orElseGet(() -> nobody(!shown.isEmpty()));
      }
      case CallerSource.Jwt jwt -> {
        Function<List<String>, List<String>> claims =
            path -> texts.apply(below(CallerSource.Jwt.PAYLOAD, path));
        yield known(jwt.claims(), claims).orElseGet(() -> nobody(!claims.apply(ISSUER).isEmpty()));
      }
      case CallerSource.Metadata metadata ->
          known(metadata.facts(), texts).orElseGet(() -> nobody(false));
    };
  }

  /** Somebody without a tenant. Who shows something that has none is not anonymous. */
  private Caller nobody(boolean shown) {
    return settings.anonymous() && !shown ? Caller.anonymous() : new Caller.Unidentified();
  }

  private static Optional<Caller> known(
      FactPaths paths, Function<List<String>, List<String>> texts) {
    Function<List<String>, List<String>> at =
        path -> path.isEmpty() ? List.of() : texts.apply(path);
    return first(at.apply(paths.tenant()))
        .map(
            tenant ->
                new Caller.Known(
                    tenant,
                    first(at.apply(paths.user())).orElse(""),
                    at.apply(paths.groups()),
                    first(at.apply(paths.purpose())).orElse("")));
  }

  private static Optional<String> first(List<String> texts) {
    return texts.size() == 1 && !texts.getFirst().isEmpty()
        ? Optional.of(texts.getFirst())
        : Optional.empty();
  }

  private static List<String> below(String name, List<String> path) {
    var longer = new ArrayList<String>(path.size() + 1);
    longer.add(name);
    longer.addAll(path);
    return longer;
  }
}
