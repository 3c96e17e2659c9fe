package dev.interlock.bootstrap;

import dev.interlock.envoy.EnvoyPart;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.envoy.XdsFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Envoy that watches a folder, which is kept in step with the configurations in use. */
final class FollowingEnvoy implements EnvoyUpdates {
  private static final Logger LOG = LoggerFactory.getLogger(FollowingEnvoy.class);

  private final XdsFolder folder;
  private List<String> withoutCredential = List.of();

  /**
   * The Envoy of a configuration.
   *
   * @param settings whose {@code xds} is present
   */
  FollowingEnvoy(EnvoySettings settings) {
    folder = new XdsFolder(settings);
  }

  @Override
  public Optional<String> prepare(Configuration next, List<Configuration> inUse) {
    return attempt(
        () -> folder.grow(parts(Stream.concat(Stream.of(next), inUse.stream()).toList())));
  }

  @Override
  public Optional<String> refused() {
    return attempt(folder::refused);
  }

  @Override
  public void warnOfCredentials(Configuration inForce) {
    List<String> missing =
        folder.withoutCredential(new EnvoyPart(inForce.envoy(), inForce.catalog()));
    missing.stream()
        .filter(model -> !withoutCredential.contains(model))
        .forEach(
            model ->
                LOG.warn(
                    "Envoy found no value for the credential of {}: requests that go there get a"
                        + " 401 (expected: the variable in Envoy's environment, or the file on its"
                        + " disk)",
                    model));
    withoutCredential = missing;
  }

  @Override
  public void settle(List<Configuration> inUse) {
    if (!inUse.isEmpty()) {
      attempt(() -> folder.shrink(parts(inUse)))
          .ifPresent(why -> LOG.warn("Envoy keeps what nobody uses any more: {}", why));
    }
  }

  /** The first has the patience that any of them needs. */
  private static List<EnvoyPart> parts(List<Configuration> configurations) {
    Duration longest =
        configurations.stream()
            .map(each -> each.envoy().deadline())
            .max(Duration::compareTo)
            .orElseThrow();
    var parts = new ArrayList<EnvoyPart>();
    for (Configuration each : configurations) {
      EnvoySettings settings = parts.isEmpty() ? each.envoy().withDeadline(longest) : each.envoy();
      parts.add(new EnvoyPart(settings, each.catalog()));
    }
    return List.copyOf(parts);
  }

  private static Optional<String> attempt(Step step) {
    try {
      return step.take();
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** What the folder is asked to do. */
  private interface Step {
    Optional<String> take() throws IOException, InterruptedException;
  }
}
