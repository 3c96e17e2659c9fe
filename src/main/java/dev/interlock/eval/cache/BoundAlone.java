package dev.interlock.eval.cache;

import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Poll.Candidate;
import dev.interlock.reuse.Poll.Near;
import dev.interlock.reuse.ReuseBoundary;
import java.util.Optional;

/**
 * The bound where there is no second check: no words are the same or others, so that there is one
 * boundary, which may risk all.
 *
 * @param firstId of the entries, which are others than those of an earlier stream
 */
record BoundAlone(ReuseBoundary boundary, long firstId) implements ReusePolicy {
  @Override
  public Optional<Explored> explore(Candidate candidate) {
    Near near = candidate.near();
    return switch (boundary.decide(firstId + near.entry(), near.cosine(), candidate.chance())) {
      case Choice.Reuse _ -> Optional.empty();
      case Choice.Explore explore -> Optional.of(right -> boundary.learn(explore.ticket(), right));
    };
  }

  @Override
  public void note(long entry, Candidate as, boolean right) {
    boundary.note(firstId + entry, as.near().cosine(), as.chance(), right);
  }
}
