package dev.interlock.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The rendered bootstrap on free ports, and with something taken out: what a fair baseline runs.
 * Limits, header rules, access log and clusters stay as they are.
 */
final class EnvoyVariants {
  private static final String TYPES = "type.googleapis.com/envoy.extensions.filters.http.";
  private static final String EXT_PROC = TYPES + "ext_proc.v3.ExternalProcessor";
  private static final String TRANSFORM = TYPES + "transform.v3.TransformConfig";

  private EnvoyVariants() {}

  /** As rendered. */
  static String whole(String bootstrap) {
    return without(bootstrap, Set.of());
  }

  /** Envoy alone: neither asks the sidecar nor rewrites a body. */
  static String alone(String bootstrap) {
    return without(bootstrap, Set.of(EXT_PROC, TRANSFORM));
  }

  /**
   * Envoy asks the sidecar, but an undecided request is forwarded without a rewrite: a no-op does
   * not decide, and the fail-safe route's rewrite is no part of it.
   */
  static String noop(String bootstrap) {
    return without(bootstrap, Set.of(TRANSFORM));
  }

  private static String without(String bootstrap, Set<String> filters) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(bootstrap);
    Object kept = kept(tree, filters);
    if (kept instanceof Map<?, ?> root) {
      freePort(root.get("admin"));
      if (root.get("static_resources") instanceof Map<?, ?> resources
          && resources.get("listeners") instanceof List<?> listeners) {
        listeners.forEach(EnvoyVariants::freePort);
      }
    }
    return new Dump(DumpSettings.builder().setDereferenceAliases(true).build()).dumpToString(kept);
  }

  private static Object kept(Object node, Set<String> filters) {
    return switch (node) {
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<Object, Object>();
        map.forEach(
            (key, value) -> {
              if (filters.isEmpty() || !key.equals("typed_per_filter_config")) {
                copy.put(key, kept(value, filters));
              }
            });
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        for (Object item : list) {
          if (!filters.contains(typeOf(item))) {
            copy.add(kept(item, filters));
          }
        }
        yield copy;
      }
      case null, default -> node;
    };
  }

  private static String typeOf(Object item) {
    return item instanceof Map<?, ?> map
            && map.get("typed_config") instanceof Map<?, ?> config
            && config.get("@type") instanceof String type
        ? type
        : "";
  }

  @SuppressWarnings("unchecked")
  private static void freePort(@Nullable Object listener) {
    if (listener instanceof Map<?, ?> map
        && map.get("address") instanceof Map<?, ?> address
        && address.get("socket_address") instanceof Map<?, ?> socket) {
      ((Map<Object, Object>) socket).put("port_value", 0);
    }
  }
}
