package dev.interlock.envoy;

import static dev.interlock.envoy.Tree.map;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names by which Envoy finds what it learns while it runs: files in a folder it watches. */
final class Xds {
  static final String CLUSTERS = "cds.yaml";
  static final String LISTENERS = "lds.yaml";
  static final String ROUTES = "rds.yaml";
  static final String SECRET = "sds-";
  private static final String YAML = ".yaml";

  private Xds() {}

  /** The file of a secret; Envoy wants one file for each. */
  static String secretFile(String secret) {
    return SECRET + secret + YAML;
  }

  /** The secret of such a file. */
  static String secret(String file) {
    return file.substring(SECRET.length(), file.length() - YAML.length());
  }

  /** Where Envoy reads {@code file} of {@code folder}, again each time it is replaced. */
  static Map<String, Object> source(Path folder, String file) {
    return map(
        "resource_api_version",
        "V3",
        "path_config_source",
        map(
            "path",
            folder.resolve(file).toString(),
            "watched_directory",
            map("path", folder.toString())));
  }

  /** A reference to {@code secret}, which is in the bootstrap or in a file of its own. */
  static Map<String, Object> secret(EnvoySettings settings, String secret) {
    Optional<Map<String, Object>> source =
        settings.xds().map(folder -> source(folder, secretFile(secret)));
    return map("name", secret, "sds_config", source);
  }

  /** Where the bootstrap says that clusters and listeners are found. */
  static Map<String, Object> dynamicResources(Path folder) {
    return map("cds_config", source(folder, CLUSTERS), "lds_config", source(folder, LISTENERS));
  }

  /** Where the connection manager finds its routes. */
  static Map<String, Object> routes(Path folder) {
    return map("route_config_name", ClientListener.ROUTES, "config_source", source(folder, ROUTES));
  }

  /** What Envoy demands of a bootstrap that names files: who it is. */
  static Map<String, Object> node() {
    return map("id", "interlock", "cluster", "interlock");
  }

  /** Resources of {@code type}, in the form that Envoy reads from a file. */
  static Map<String, Object> response(
      String type, String version, List<Map<String, Object>> resources) {
    return map(
        "version_info",
        version,
        "resources",
        resources.stream().map(resource -> Tree.join(Tree.any(type), resource)).toList());
  }
}
