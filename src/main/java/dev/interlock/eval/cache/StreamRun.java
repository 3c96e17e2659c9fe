package dev.interlock.eval.cache;

import dev.interlock.eval.cache.ReusePolicy.Explored;
import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;

/**
 * One stream in one order, from an empty cache. Of the nearest earlier requests the first that
 * passes the second check is the one whose answer may be reused. If it is not, the request is asked
 * and becomes an entry of its own; and after a while it is known which of the neighbours' answers
 * would have been right.
 */
final class StreamRun {
  private static final PartitionKey KEY = new PartitionKey(0, 0);
  private static final int NEIGHBOURS = 4;

  /** Less similar ones are not looked at. */
  private static final double LEAST = 0.5;

  /** A wrong hit. */
  record Wrong(Asked earlier, Asked now, double similarity) {}

  /**
   * What came of it.
   *
   * @param firstHit requests before the first hit; all of them if there was none
   * @param course hits and wrong ones in each twentieth of the stream
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Result(int requests, int hits, List<Wrong> wrong, int firstHit, int[][] course) {}

  private record Candidate(long entry, double similarity, double chance) {}

  private record Pending(int due, Runnable verdicts) {}

  private final List<Asked> stream;
  private final ReusePolicy policy;
  private final PairChance pairs;
  private final ReuseIndex index;
  private final Queue<Pending> pending = new ArrayDeque<>();

  private StreamRun(List<Asked> stream, ReusePolicy policy, PairChance pairs) {
    this.stream = stream;
    this.policy = policy;
    this.pairs = pairs;
    this.index = new ReuseIndex(stream.size());
  }

  /**
   * Runs it.
   *
   * @param delay requests that pass before verdicts come
   */
  static Result of(List<Asked> stream, ReusePolicy policy, PairChance pairs, int delay) {
    return new StreamRun(stream, policy, pairs).run(delay);
  }

  private Result run(int delay) {
    int hits = 0;
    int firstHit = stream.size();
    List<Wrong> wrong = new ArrayList<>();
    int[][] course = new int[StreamCourse.PARTS][2];
    for (int i = 0; i < stream.size(); i++) {
      List<Candidate> candidates = candidates(stream.get(i));
      Optional<Explored> explored =
          candidates.isEmpty() ? Optional.of(_ -> {}) : explore(candidates.getFirst());
      if (explored.isPresent()) {
        int now = i;
        index.add(KEY, i, stream.get(i).vector());
        pending.add(new Pending(i + delay, () -> judge(now, candidates, explored.get())));
      } else {
        hits++;
        firstHit = Math.min(firstHit, i);
        int part = StreamCourse.part(i, stream.size());
        course[part][0]++;
        if (!right(candidates.getFirst(), i)) {
          course[part][1]++;
          Asked earlier = stream.get((int) candidates.getFirst().entry());
          wrong.add(new Wrong(earlier, stream.get(i), candidates.getFirst().similarity()));
        }
      }
      while (!pending.isEmpty() && pending.element().due() <= i) {
        pending.remove().verdicts().run();
      }
    }
    return new Result(stream.size(), hits, wrong, firstHit, course);
  }

  private Optional<Explored> explore(Candidate one) {
    return policy.explore(one.entry(), one.similarity(), one.chance());
  }

  private List<Candidate> candidates(Asked now) {
    List<Candidate> candidates = new ArrayList<>(NEIGHBOURS);
    for (Neighbour near : index.nearest(KEY, now.vector(), NEIGHBOURS)) {
      if (near.cosine() >= LEAST) {
        OptionalDouble chance = pairs.of(stream.get((int) near.entryId()), now);
        if (chance.isPresent()) {
          candidates.add(new Candidate(near.entryId(), near.cosine(), chance.getAsDouble()));
        }
      }
    }
    return candidates;
  }

  /** One verdict to bet on, and what entries learn besides: each of the other, both ways. */
  private void judge(int now, List<Candidate> candidates, Explored explored) {
    for (int i = 0; i < candidates.size(); i++) {
      Candidate one = candidates.get(i);
      boolean right = right(one, now);
      if (i == 0) {
        explored.judged(right);
      } else {
        policy.note(one.entry(), one.similarity(), one.chance(), right);
      }
      policy.note(now, one.similarity(), one.chance(), right);
    }
  }

  private boolean right(Candidate one, int now) {
    return stream.get((int) one.entry()).answer() == stream.get(now).answer();
  }
}
