package dev.interlock.eval.cache;

import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Poll.Candidate;
import dev.interlock.reuse.Poll.Near;
import dev.interlock.reuse.ReuseBoundaries;
import java.util.Optional;

/**
 * What the product decides by.
 *
 * @param firstId of the entries, which are others than those of an earlier stream
 */
record BoundedPolicy(ReuseBoundaries boundaries, long firstId) implements ReusePolicy {
  @Override
  public Optional<Explored> explore(Candidate candidate) {
    Candidate own = own(candidate);
    return switch (boundaries.decide(own)) {
      case Choice.Reuse _ -> Optional.empty();
      case Choice.Explore explore ->
          Optional.of(right -> boundaries.learn(own, explore.ticket(), right));
    };
  }

  @Override
  public void compared(Candidate other, boolean right) {
    boundaries.compared(own(other), right);
  }

  @Override
  public void note(long entry, Candidate as, boolean right) {
    Near near = as.near();
    boundaries.note(firstId + entry, near.cosine(), as.chance(), near.standing(), right);
  }

  private Candidate own(Candidate candidate) {
    Near near = candidate.near();
    var known =
        new Near(
            firstId + near.entry(),
            near.cosine(),
            firstId + near.kin(),
            near.standing(),
            near.pairChance());
    return new Candidate(known, candidate.agreement(), candidate.chance());
  }
}
