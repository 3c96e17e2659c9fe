package dev.interlock.eval.cache;

import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream in one order, from an empty cache. A request that is not answered by reuse is asked;
 * then it is known whether the nearest answer would have been right, and the request becomes an
 * entry of its own.
 */
final class StreamRun {
  private static final PartitionKey KEY = new PartitionKey(0, 0);

  /** A wrong hit. */
  record Wrong(Asked earlier, Asked now, double similarity) {}

  /**
   * What came of it.
   *
   * @param firstHit requests before the first hit; all of them if there was none
   */
  record Result(int requests, int hits, List<Wrong> wrong, int firstHit) {}

  private StreamRun() {}

  static Result of(List<Asked> stream, ReusePolicy policy, PairChance pairs) {
    var index = new ReuseIndex(stream.size());
    int hits = 0;
    int firstHit = stream.size();
    List<Wrong> wrong = new ArrayList<>();
    for (int i = 0; i < stream.size(); i++) {
      Asked now = stream.get(i);
      List<Neighbour> nearest = index.nearest(KEY, now.vector(), 1);
      if (nearest.isEmpty()) {
        index.add(KEY, i, now.vector());
        continue;
      }
      long entry = nearest.getFirst().entryId();
      double similarity = nearest.getFirst().cosine();
      Asked earlier = stream.get((int) entry);
      double chance = pairs.of(earlier, now, similarity);
      boolean right = earlier.answer() == now.answer();
      if (policy.reuse(entry, similarity, chance)) {
        hits++;
        firstHit = Math.min(firstHit, i);
        if (!right) {
          wrong.add(new Wrong(earlier, now, similarity));
        }
      } else {
        policy.learn(entry, similarity, chance, right);
        index.add(KEY, i, now.vector());
      }
    }
    return new Result(stream.size(), hits, wrong, firstHit);
  }
}
