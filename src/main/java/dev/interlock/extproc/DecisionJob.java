package dev.interlock.extproc;

import dev.interlock.cache.Question;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Timing;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A request on its way to an answer. Immutable.
 *
 * @param asked as it is put to the router
 * @param question what it asks of the cache; empty where no answer is kept
 * @param arrivedNanos when its time began, on the clock of {@link System#nanoTime}
 * @param readNanos what reading took
 */
record DecisionJob(
    ParsedBody parsed,
    InferenceRequest asked,
    RequestHead head,
    Optional<Question> question,
    long arrivedNanos,
    long readNanos) {
  /** The same, as if it had been read just now. */
  DecisionJob beginningNow() {
    return new DecisionJob(parsed, asked, head, question, System.nanoTime() - readNanos, readNanos);
  }

  /** What it has waited so far. */
  long queueNanos() {
    return System.nanoTime() - arrivedNanos - readNanos;
  }

  /** The record with the times that the router cannot know. */
  Decision timed(Decision decision, long queueNanos, long editNanos) {
    Timing.Builder timing = decision.getTiming().toBuilder();
    int queue = micros(queueNanos);
    int read = micros(readNanos);
    int edit = micros(editNanos);
    timing
        .setQueueUs(queue)
        .setReadUs(read)
        .setEditUs(edit)
        .setTotalUs(timing.getTotalUs() + queue + read + edit);
    return decision.toBuilder().setTiming(timing).build();
  }

  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  /** Nothing of the request. */
  @Override
  public String toString() {
    return "DecisionJob[api=" + asked.api() + "]";
  }
}
