package dev.interlock.extproc;

import com.google.protobuf.ByteString;
import dev.interlock.cache.Filling;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.ResponseCache;
import dev.interlock.concurrent.ByteBudget;
import dev.interlock.concurrent.WorkerPool;
import dev.interlock.dialect.replay.AnswerCopy;
import dev.interlock.inference.Api;
import java.nio.ByteBuffer;

/**
 * Copies one answer for the cache while it passes. Of all answers together, so many bytes are held
 * at once; one that finds no room is not kept. One thread at a time.
 */
final class AnswerFilling {
  /** Bytes of a stream of events for each byte of the answer in it that is still copied. */
  private static final int EVENTS_FACTOR = 32;

  /** Bytes of a stream of events that are copied at most. */
  private static final long MOST_BYTES = 16 << 20;

  private final ResponseCache cache;
  private final ByteBudget room;
  private final AnswerCopy copy;
  private final boolean streamed;
  private long held;
  private boolean over;

  /** The copy has got too long, or is none to keep; it says so in the end. */
  private boolean thrownAway;

  private AnswerFilling(ResponseCache cache, ByteBudget room, AnswerCopy copy, boolean streamed) {
    this.cache = cache;
    this.room = room;
    this.copy = copy;
    this.streamed = streamed;
  }

  /**
   * Where copies begin.
   *
   * @param room for the bytes of all copies together
   * @param workers judge them
   */
  record Desk(ResponseCache cache, ByteBudget room, WorkerPool workers) {
    AnswerFilling begin(Api api, String contentType) {
      long largest = cache.largestBytes();
      boolean streamed = AnswerReading.isEventStream(contentType);
      if (streamed) {
        largest = Math.max(largest, Math.min(largest * EVENTS_FACTOR, MOST_BYTES));
      }
      var copy = AnswerCopy.of(api, contentType, Math.toIntExact(largest));
      return new AnswerFilling(cache, room, copy, streamed);
    }
  }

  void accept(ByteString chunk) {
    if (over || thrownAway) {
      return;
    }
    if (!room.tryReserve(chunk.size())) {
      drop(Filling.NO_ROOM);
      return;
    }
    held += chunk.size();
    for (ByteBuffer part : chunk.asReadOnlyByteBufferList()) {
      copy.accept(part);
    }
    if (!chunk.isEmpty() && copy.heldBytes() == 0) {
      thrownAway = true;
      release();
    }
  }

  /** The answer is not kept. */
  void drop(Filling why) {
    if (!over) {
      over = true;
      release();
      cache.unfit(why);
    }
  }

  /** The answer was none that was to be kept: nothing is counted. */
  void forget() {
    over = true;
    release();
  }

  /** The answer has come to its end: judges it, and keeps it if it is whole. On a worker. */
  void finish(Keeping keeping) {
    if (over) {
      return;
    }
    try {
      switch (copy.finish()) {
        case AnswerCopy.Result.Whole(var answer) -> {
          var _ = cache.keep(keeping, answer, streamed);
        }
        case AnswerCopy.Result.Unfit(var why) -> {
          cache.unfit(filling(why));
          if (why != AnswerCopy.Why.CUT && why != AnswerCopy.Why.FAILED) {
            keeping.attachment().unfit();
          }
        }
      }
    } finally {
      over = true;
      release();
    }
  }

  private void release() {
    room.release(held);
    held = 0;
  }

  private static Filling filling(AnswerCopy.Why why) {
    return switch (why) {
      case TOO_LARGE -> Filling.TOO_LARGE;
      case CUT -> Filling.CUT;
      case FAILED -> Filling.FAILED;
      case UNFINISHED -> Filling.UNFINISHED;
      case REFUSED -> Filling.REFUSED;
      case EMPTY -> Filling.EMPTY;
      case UNREADABLE -> Filling.UNREADABLE;
    };
  }
}
