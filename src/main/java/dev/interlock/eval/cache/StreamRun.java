package dev.interlock.eval.cache;

import dev.interlock.eval.cache.ReusePolicy.Explored;
import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.Poll;
import dev.interlock.reuse.Poll.Candidate;
import dev.interlock.reuse.Poll.Near;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.LongStream;

/**
 * One stream in one order, from an empty cache. Of the nearest earlier requests the first that
 * passes the second check, or is borne out by others, is the one whose answer may be reused. If it
 * is not, the request is asked and becomes an entry of its own; and after a while it is known which
 * of the neighbours' answers would have been right.
 */
final class StreamRun {
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

  private record Pending(int due, Runnable verdicts) {}

  private final List<Asked> stream;
  private final ReusePolicy policy;
  private final PairChance pairs;
  private final NearTexts.Earlier index;
  private final Queue<Pending> pending = new ArrayDeque<>();

  /** Of each request that became an entry, the first one that is known to have its answer. */
  private final long[] kin;

  private StreamRun(
      List<Asked> stream, ReusePolicy policy, PairChance pairs, NearTexts.Earlier index) {
    this.stream = stream;
    this.policy = policy;
    this.pairs = pairs;
    this.index = index;
    this.kin = LongStream.range(0, stream.size()).toArray();
  }

  /**
   * Runs it.
   *
   * @param delay requests that pass before verdicts come
   * @param near the texts of the stream, and others maybe
   */
  static Result of(
      List<Asked> stream, ReusePolicy policy, PairChance pairs, int delay, NearTexts near) {
    return new StreamRun(stream, policy, pairs, near.earlier(stream)).run(delay);
  }

  private Result run(int delay) {
    int hits = 0;
    int firstHit = stream.size();
    List<Wrong> wrong = new ArrayList<>();
    int[][] course = new int[StreamCourse.PARTS][2];
    for (int i = 0; i < stream.size(); i++) {
      int now = i;
      List<Near> nearest = nearest(now);
      Optional<Candidate> candidate = Poll.candidate(nearest, kin -> bears(kin, now));
      Optional<Explored> explored =
          candidate.isEmpty() ? Optional.of(_ -> {}) : policy.explore(candidate.get());
      if (explored.isPresent()) {
        index.add(i);
        if (policy.learns()) {
          pending.add(new Pending(i + delay, () -> judge(now, nearest, candidate, explored.get())));
        }
      } else {
        hits++;
        firstHit = Math.min(firstHit, i);
        int part = StreamCourse.part(i, stream.size());
        course[part][0]++;
        Near served = candidate.orElseThrow().near();
        if (!right(served, i)) {
          course[part][1]++;
          Asked earlier = stream.get((int) served.entry());
          wrong.add(new Wrong(earlier, stream.get(i), served.cosine()));
        }
      }
      while (!pending.isEmpty() && pending.element().due() <= i) {
        pending.remove().verdicts().run();
      }
    }
    return new Result(stream.size(), hits, wrong, firstHit, course);
  }

  private boolean bears(List<Near> kin, int now) {
    return pairs.bears(
        kin.stream().map(near -> stream.get((int) near.entry())).toList(), stream.get(now));
  }

  private List<Near> nearest(int now) {
    List<Near> nearest = new ArrayList<>(Poll.VOICES);
    for (Neighbour near : index.nearest(now, Poll.VOICES, policy.least())) {
      int entry = (int) near.entryId();
      PairChance.Pair pair = pairs.of(stream.get(entry), stream.get(now));
      nearest.add(new Near(entry, near.cosine(), kin[entry], pair.standing(), pair.chance()));
    }
    return nearest;
  }

  /** As the product learns: one verdict to bet on, and what answers of other kin tell besides. */
  private void judge(
      int now, List<Near> nearest, Optional<Candidate> candidate, Explored explored) {
    for (Candidate one : Poll.compared(nearest, candidate)) {
      Near near = one.near();
      boolean right = right(near, now);
      if (candidate.filter(one::equals).isPresent()) {
        explored.judged(right);
      } else {
        policy.compared(one, right);
      }
      policy.note(now, one, right);
      if (right) {
        kin[now] = near.kin();
        return;
      }
    }
  }

  private boolean right(Near one, int now) {
    return stream.get((int) one.entry()).answer() == stream.get(now).answer();
  }
}
