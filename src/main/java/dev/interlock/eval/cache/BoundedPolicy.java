package dev.interlock.eval.cache;

import dev.interlock.reuse.Choice.Explore;
import dev.interlock.reuse.Choice.Reuse;
import dev.interlock.reuse.ReuseBoundary;
import java.util.Optional;

/** What the product decides by. */
record BoundedPolicy(ReuseBoundary boundary) implements ReusePolicy {
  @Override
  public Optional<Explored> explore(long entry, double similarity, double pairChance) {
    return switch (boundary.decide(entry, similarity, pairChance)) {
      case Reuse _ -> Optional.empty();
      case Explore explore -> Optional.of(right -> boundary.learn(explore.ticket(), right));
    };
  }

  @Override
  public void note(long entry, double similarity, double pairChance, boolean right) {
    boundary.note(entry, similarity, pairChance, right);
  }
}
