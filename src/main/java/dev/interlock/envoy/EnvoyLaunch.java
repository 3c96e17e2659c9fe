package dev.interlock.envoy;

import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallerSource;
import dev.interlock.catalog.Credential;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.Upstream;
import dev.interlock.config.Address;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an Envoy process is started with.
 *
 * @param bootstrap YAML
 * @param directory where its bootstrap and logs go
 * @param environment added to this process's own
 * @param concurrency worker threads; empty: one per core
 * @param mounts what the bootstrap names on this disk, for an Envoy in a container
 * @param apiKeys the file of clients' keys, to be written before
 */
public record EnvoyLaunch(
    String bootstrap,
    Path directory,
    Map<String, String> environment,
    OptionalInt concurrency,
    Set<Path> mounts,
    Optional<ApiKeysFile> apiKeys) {
  public EnvoyLaunch {
    environment = Map.copyOf(environment);
    mounts = Set.copyOf(mounts);
  }

  /** The rendered bootstrap of {@code settings}, with its credentials' variables. */
  public static EnvoyLaunch of(
      EnvoySettings settings,
      ModelCatalog catalog,
      Path directory,
      Map<String, String> environment) {
    EnvoySettings here = keysIn(directory, settings);
    return new EnvoyLaunch(
        EnvoyBootstrap.render(here, catalog),
        directory,
        environment,
        here.concurrency(),
        mounts(here, catalog),
        settings.xds().isPresent() ? Optional.empty() : ApiKeysFile.of(here));
  }

  /** The same, reading clients' keys beside the bootstrap; what Envoy watches stays where it is. */
  private static EnvoySettings keysIn(Path directory, EnvoySettings settings) {
    return settings.xds().isPresent()
        ? settings
        : settings.withCallers(
            settings
                .callers()
                .map(
                    callers ->
                        callers.source() instanceof CallerSource.ApiKeys(var keys, _)
                            ? new CallerSettings(
                                new CallerSource.ApiKeys(
                                    keys,
                                    Optional.of(
                                        directory.toAbsolutePath().resolve("api-keys.yaml"))),
                                callers.anonymous(),
                                callers.metricTenants())
                            : callers));
  }

  private static Set<Path> mounts(EnvoySettings settings, ModelCatalog catalog) {
    var mounts = new LinkedHashSet<Path>();
    if (settings.sidecar() instanceof Address.Unix(String socket)) {
      // The folder: the socket appears in it when the sidecar starts.
      Optional.ofNullable(Path.of(socket).getParent()).ifPresent(mounts::add);
    }
    settings.xds().ifPresent(mounts::add);
    if (catalog.models().stream().flatMap(m -> m.upstream().stream()).anyMatch(Upstream::tls)) {
      mounts.add(Path.of(settings.caFile()));
    }
    catalog.models().stream()
        .flatMap(model -> model.upstream().flatMap(Upstream::credential).stream())
        .forEach(
            credential -> {
              if (credential.source() instanceof Credential.Source.File(String path)) {
                mounts.add(Path.of(path));
              }
            });
    return mounts;
  }
}
