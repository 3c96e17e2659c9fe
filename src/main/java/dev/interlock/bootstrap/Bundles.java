package dev.interlock.bootstrap;

import dev.interlock.embedding.EncoderManifest;
import dev.interlock.predictor.RouterBundle;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads router bundles. The same bytes give the same object while somebody has it: the generations
 * that are kept for a rollback share theirs. Thread-safe.
 */
final class Bundles {
  private static final String SHIPPED = "heads/default.bundle";

  private final Optional<Path> home;
  private final Map<String, WeakReference<RouterBundle>> shared = new HashMap<>();

  /**
   * @param home folder of the distribution, the vector space of whose encoder a bundle must have;
   *     empty: that is checked when the encoder is opened
   */
  Bundles(Optional<Path> home) {
    this.home = home;
  }

  /** The bytes of the bundle that is shipped; empty where there is no distribution. */
  Optional<byte[]> shipped() throws IOException {
    return home.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readAllBytes(home.get().resolve(SHIPPED)));
  }

  /**
   * The bundle of {@code bytes}.
   *
   * @param name of its file
   * @throws dev.interlock.predictor.BundleException if it cannot be used
   */
  synchronized RouterBundle read(String name, byte[] bytes) {
    shared.values().removeIf(each -> each.get() == null);
    String version = RouterBundle.version(bytes);
    @Nullable WeakReference<RouterBundle> before = shared.get(version);
    @Nullable RouterBundle known = before == null ? null : before.get();
    if (known != null) {
      return known;
    }
    RouterBundle bundle =
        RouterBundle.parse(
            name,
            bytes,
            home.map(each -> each.resolve("encoder")).map(EncoderManifest::staticSpaceOf));
    shared.put(version, new WeakReference<>(bundle));
    return bundle;
  }
}
