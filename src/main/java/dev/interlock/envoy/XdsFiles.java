package dev.interlock.envoy;

import dev.interlock.catalog.Model;
import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What Envoy learns while it runs, rendered from every configuration in use: the clusters and the
 * decided routes of all of them, and everything else of the first. A cluster never changes under
 * its name, so that a decision made by one configuration cannot reach what another means by it.
 */
final class XdsFiles {
  private static final int VERSION_BYTES = 6;
  private static final String VERSION = "version_info:";

  /** The name of the routes that only decided requests match. */
  private static final String DECIDED = "decided";

  private final List<EnvoyPart> inUse;

  /**
   * Files for {@code inUse}.
   *
   * @param inUse not empty; the first is the one in force
   */
  XdsFiles(List<EnvoyPart> inUse) {
    this.inUse = List.copyOf(inUse);
  }

  /**
   * A file.
   *
   * @param version of its content, which Envoy reports back
   */
  record File(String name, String version, String text) {}

  File clusters() {
    return file(Xds.CLUSTERS, "config.cluster.v3.Cluster", modelClusters());
  }

  File routes() {
    return file(
        Xds.ROUTES,
        "config.route.v3.RouteConfiguration",
        List.of(ClientListener.routeTable(allRoutes())));
  }

  File listeners() {
    EnvoyPart first = first();
    return file(
        Xds.LISTENERS,
        "config.listener.v3.Listener",
        List.of(ClientListener.render(first.settings(), first.catalog(), failsafe(first))));
  }

  /** One file a secret. */
  List<File> secrets() {
    SequencedMap<Object, Map<String, Object>> byName = new LinkedHashMap<>();
    for (EnvoyPart part : inUse) {
      new Clusters(part.settings())
          .secrets(part.catalog())
          .forEach(secret -> byName.putIfAbsent(secret.get("name"), secret));
    }
    return byName.entrySet().stream()
        .map(
            e ->
                file(
                    Xds.secretFile(e.getKey().toString()),
                    "extensions.transport_sockets.tls.v3.Secret",
                    List.of(e.getValue())))
        .toList();
  }

  private List<Map<String, Object>> modelClusters() {
    SequencedMap<Object, Map<String, Object>> byName = new LinkedHashMap<>();
    for (EnvoyPart part : inUse) {
      new Clusters(part.settings())
          .render(part.catalog()).stream()
              .filter(cluster -> !Clusters.SIDECAR.equals(cluster.get("name")))
              .forEach(cluster -> byName.putIfAbsent(cluster.get("name"), cluster));
    }
    return List.copyOf(byName.values());
  }

  private List<Map<String, Object>> allRoutes() {
    var decided = new ArrayList<Map<String, Object>>();
    for (EnvoyPart part : inUse) {
      new Routes(part.settings(), part.catalog(), failsafe(part))
          .render().stream()
              .filter(route -> DECIDED.equals(route.get("name")) && !decided.contains(route))
              .forEach(decided::add);
    }
    EnvoyPart first = first();
    new Routes(first.settings(), first.catalog(), failsafe(first))
        .render().stream()
            .filter(route -> !DECIDED.equals(route.get("name")))
            .forEach(decided::add);
    return List.copyOf(decided);
  }

  private EnvoyPart first() {
    return inUse.getFirst();
  }

  private static Optional<Model> failsafe(EnvoyPart part) {
    return EnvoyBootstrap.failsafe(part.settings(), part.catalog());
  }

  private static File file(String name, String type, List<Map<String, Object>> resources) {
    String version = version(EnvoyBootstrap.yaml(Map.of("resources", resources)));
    return new File(
        name,
        version,
        EnvoyBootstrap.HEADER + EnvoyBootstrap.yaml(Xds.response(type, version, resources)));
  }

  /** The version of what lies at {@code path}; empty: there is none in it. */
  static String version(Path path) throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(VERSION))
          .findFirst()
          .map(line -> line.substring(VERSION.length()).replaceAll("[\"' ]", ""))
          .orElse("");
    }
  }

  /** A letter first: Envoy's YAML takes digits alone for a number, and refuses the file for it. */
  private static String version(String content) {
    return "v" + Sha256.hex(content, VERSION_BYTES);
  }
}
