package dev.interlock.bootstrap;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The sidecars that the tests of one JVM start, one after the other. The first starts as it does
 * for operators. The others take over what is the same for all of them, the encoder and the heads
 * of the example's intents, as the next configuration of a running one does.
 */
public final class WarmSidecars {
  private final Path home;
  private final ConfigurationSource example;
  private @Nullable DecisionEngine engine;

  /**
   * None yet.
   *
   * @param home the distribution's folder
   * @param example what most of them are started with
   */
  public WarmSidecars(Path home, ConfigurationSource example) {
    this.home = home;
    this.example = example;
  }

  /** One more. */
  public synchronized Sidecar start(ConfigurationSource source, Loaded.Valid loaded)
      throws IOException, InterruptedException {
    DecisionEngine like = engine;
    if (like != null) {
      return Sidecar.start(source, loaded, like);
    }
    Sidecar first = Sidecar.start(source, loaded, home);
    var ours = (Loaded.Valid) example.load(1);
    engine = DecisionEngine.build(ours, home, Capacity.workers(ours.configuration().server()));
    return first;
  }
}
