package dev.interlock.reuse;

import dev.interlock.reuse.Choice.Explore;
import dev.interlock.reuse.Choice.Why;
import java.util.function.DoubleSupplier;

/** A boundary to which a test can tell what it likes: the lots fall as it needs. */
final class Scope {
  private final ReuseBoundary boundary;
  private boolean drawn;

  /** Lots never fall on a request, but for what the test tells. */
  Scope(ReuseSettings settings) {
    this(settings, () -> 0.999);
  }

  Scope(ReuseSettings settings, DoubleSupplier lots) {
    boundary = new ReuseBoundary(settings, () -> drawn ? 0 : lots.getAsDouble());
  }

  ReuseBoundary boundary() {
    return boundary;
  }

  Choice decide(long entry, double similarity, double chance) {
    return boundary.decide(entry, similarity, chance);
  }

  /** Why a request is explored. */
  Why why(long entry, double similarity, double chance) {
    return ((Explore) decide(entry, similarity, chance)).why();
  }

  /** Asks, with lots that fall on it if it could be reused, and tells what came of it. */
  void learn(long entry, double similarity, double chance, boolean right) {
    drawn = true;
    var explore = (Explore) decide(entry, similarity, chance);
    drawn = false;
    boundary.learn(explore.ticket(), right);
  }

  /** A request as it comes; says whether it was reused, and tells what came of it if not. */
  boolean ask(long entry, double similarity, boolean right) {
    if (decide(entry, similarity, 1) instanceof Explore explore) {
      boundary.learn(explore.ticket(), right);
      return false;
    }
    return true;
  }
}
