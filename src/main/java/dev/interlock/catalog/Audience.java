package dev.interlock.catalog;

import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.someOf;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import dev.interlock.inference.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For whom something is there.
 *
 * @param tenants one of these; empty: whoever
 * @param groups and in one of these; empty: whoever
 */
public record Audience(Set<String> tenants, Set<String> groups) {
  public static final Audience EVERYBODY = new Audience(Set.of(), Set.of());

  public Audience {
    tenants = Set.copyOf(tenants);
    groups = Set.copyOf(groups);
  }

  /** Reads the key {@code callers} of {@code in}. */
  static Audience read(ObjectReader in) {
    return in.optional(
            "callers",
            object(Audience::audience),
            "For whom it is there; for everybody, if left out. For others there is no such name.")
        .orElse(EVERYBODY);
  }

  private static Audience audience(ObjectReader in) {
    Optional<List<String>> tenants =
        in.optional("tenants", someOf(text()), "Callers of one of these tenants.");
    Optional<List<String>> groups =
        in.optional(
            "groups",
            someOf(text()),
            "Callers in one of these groups; beside `tenants`, of those.");
    if (tenants.isEmpty() && groups.isEmpty()) {
      in.reject("tenants", "nobody named", "tenants, groups or no `callers`");
    }
    return new Audience(
        Set.copyOf(tenants.orElse(List.of())), Set.copyOf(groups.orElse(List.of())));
  }

  public boolean isEverybody() {
    return tenants.isEmpty() && groups.isEmpty();
  }

  public boolean admits(Caller caller) {
    return (tenants.isEmpty() || tenants.contains(caller.tenant()))
        && (groups.isEmpty() || caller.groups().stream().anyMatch(groups::contains));
  }

  /** Somebody of it, for rehearsals. */
  public Caller member() {
    return isEverybody()
        ? Caller.anonymous()
        : new Caller.Known(
            tenants.stream().findFirst().orElse("rehearsal"), "", List.copyOf(groups), "");
  }

  /** Whether this admits everybody whom {@code other} admits. */
  boolean covers(Audience other) {
    return covers(tenants, other.tenants) && covers(groups, other.groups);
  }

  private static boolean covers(Set<String> wide, Set<String> narrow) {
    return wide.isEmpty() || (!narrow.isEmpty() && wide.containsAll(narrow));
  }
}
