package dev.interlock.extproc;

import dev.interlock.concurrent.Shared;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services of the latest snapshot, built once per snapshot, held for the stream that asks.
 * Thread-safe; two threads may both build the same, harmlessly.
 */
final class LatestServices<S> implements Supplier<S> {
  private record Built<S>(Shared<Served> snapshot, S services) {}

  private final Supplier<Shared<Served>> snapshots;
  private final Function<Shared<Served>, S> build;
  private volatile @Nullable Built<S> latest;

  /**
   * @param snapshots holds the latest
   */
  LatestServices(Supplier<Shared<Served>> snapshots, Function<Shared<Served>, S> build) {
    this.snapshots = snapshots;
    this.build = build;
  }

  /** The services of a new stream, which must let go of them. */
  @Override
  public S get() {
    Shared<Served> held = snapshots.get();
    Built<S> built = latest;
    if (built == null || built.snapshot() != held) {
      built = new Built<>(held, build.apply(held));
      latest = built;
    }
    return built.services();
  }
}
