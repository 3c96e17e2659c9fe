package dev.interlock.extproc;

import dev.interlock.routing.RoutingSnapshot;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The services of the latest snapshot, built once per snapshot. Thread-safe; two threads may both
 * build the same, harmlessly.
 */
final class LatestServices implements Supplier<StreamServices> {
  private record Built(RoutingSnapshot snapshot, StreamServices services) {}

  private final Supplier<RoutingSnapshot> snapshots;
  private final Function<RoutingSnapshot, StreamServices> build;
  private volatile @Nullable Built latest;

  LatestServices(
      Supplier<RoutingSnapshot> snapshots, Function<RoutingSnapshot, StreamServices> build) {
    this.snapshots = snapshots;
    this.build = build;
  }

  @Override
  public StreamServices get() {
    RoutingSnapshot snapshot = snapshots.get();
    Built built = latest;
    if (built == null || built.snapshot().generation() != snapshot.generation()) {
      built = new Built(snapshot, build.apply(snapshot));
      latest = built;
    }
    return built.services();
  }
}
