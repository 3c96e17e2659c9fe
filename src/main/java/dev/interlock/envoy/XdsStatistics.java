package dev.interlock.envoy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What Envoy said at one moment about the files that it watches. Immutable.
 *
 * @param byName its statistics, text as it came; empty: it does not run
 */
record XdsStatistics(Map<String, String> byName) {
  private static final String WARMING = "cluster_manager.warming_clusters";
  private static final String SECRETS = "sds.";
  private static final String VERSION = ".version_text";
  private static final String REJECTED = ".update_rejected";
  private static final String FAILED = ".update_failure";

  /** What Envoy counts of each file, in the order in which people want to hear of them. */
  private static final List<String> COUNTERS =
      List.of(".update_attempt", ".update_success", REJECTED, FAILED);

  private static final String PATH =
      "/stats?filter=(version_text%7Cupdate_(attempt%7Csuccess%7Crejected%7Cfailure)"
          + "%7Cwarming_clusters)$";

  /** Of each file, the beginning of the names of its statistics. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          Xds.CLUSTERS, "cluster_manager.cds",
          Xds.ROUTES, "http.llm.rds." + ClientListener.ROUTES,
          Xds.LISTENERS, "listener_manager.lds");

  /**
   * Asks {@code admin}, and waits for its answer.
   *
   * @throws IOException if Envoy runs and does not say
   */
  static XdsStatistics of(EnvoyAdmin admin) throws IOException {
    return parse(admin.getIfRunning(PATH).orElse(""));
  }

  /** As {@link #of}; empty also if Envoy does not say. */
  static XdsStatistics ifAny(EnvoyAdmin admin) {
    return parse(admin.get(PATH).orElse(""));
  }

  private static XdsStatistics parse(String text) {
    var byName = new HashMap<String, String>();
    text.lines()
        .map(line -> line.split(": ", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> byName.put(pair[0], pair[1].replace("\"", "")));
    return new XdsStatistics(Map.copyOf(byName));
  }

  /** Whether Envoy does not run. */
  boolean isEmpty() {
    return byName.isEmpty();
  }

  /** Whether {@code file} is in force at this {@code version}. */
  boolean has(String file, String version) {
    return version.equals(byName.get(prefix(file) + VERSION));
  }

  /** How many clusters wait for what they need before they serve. */
  long warming() {
    return number(WARMING);
  }

  /** How often Envoy has read {@code file} and would not have what it says. */
  long rejected(String file) {
    return number(prefix(file) + REJECTED);
  }

  /** How often Envoy found no value for the secret of that {@code name}. */
  long rejectedSecret(String name) {
    return number(SECRETS + name + REJECTED);
  }

  /** How often Envoy could not read {@code file}. */
  long failed(String file) {
    return number(prefix(file) + FAILED);
  }

  /** What is known about {@code file} since {@code before}, for people. */
  String since(XdsStatistics before, String file) {
    String moved =
        COUNTERS.stream()
            .map(counter -> moved(before, file, counter))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return "it reports version %s; %s; clusters warming: %d"
        .formatted(
            Objects.requireNonNullElse(byName.get(prefix(file) + VERSION), "none"),
            moved.isEmpty() ? "none of its update counters moved" : moved,
            warming());
  }

  private String moved(XdsStatistics before, String file, String counter) {
    String name = prefix(file) + counter;
    long by = number(name) - before.number(name);
    return by == 0 ? "" : "%s %+d".formatted(counter.substring(1), by);
  }

  private static String prefix(String file) {
    return file.startsWith(Xds.SECRET)
        ? SECRETS + Xds.secret(file)
        : Objects.requireNonNull(PREFIXES.get(file), file);
  }

  private long number(String name) {
    return Long.parseLong(byName.getOrDefault(name, "0"));
  }
}
