package dev.interlock.sharedcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.telemetry.FailureNote;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is owed to the store, one after another by a virtual thread, each again and again until it
 * is done. Beyond a bound, everything that is owed becomes one: to delete all. Thread-safe.
 */
final class OwedWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwedWork.class);

  private static final int MOST = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Work everything;
  private final Thread thread;

  @GuardedBy("this")
  private final Deque<Owed> owed = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean closed;

  /** Does one thing, as often as it is told to: it makes no difference to do it twice. */
  interface Work {
    /** Returns how many entries that concerned. */
    long run() throws InterruptedException, ExecutionException, TimeoutException;
  }

  private record Owed(Work work, CompletableFuture<Long> done) {}

  /**
   * Nothing owed so far.
   *
   * @param everything what does for all that may be owed
   */
  OwedWork(Work everything) {
    this.everything = everything;
    this.thread = Thread.ofVirtual().name("shared-cache-owed-work").start(this::work);
  }

  /** Does {@code work}, later. */
  synchronized CompletableFuture<Long> add(Work work) {
    var done = new CompletableFuture<Long>();
    if (closed) {
      done.cancel(false);
      return done;
    }
    if (owed.size() >= MOST) {
      owed.forEach(one -> one.done().cancel(false));
      owed.clear();
      owed.add(new Owed(everything, new CompletableFuture<>()));
    }
    owed.addLast(new Owed(work, done));
    notifyAll();
    return done;
  }

  private synchronized Owed first() throws InterruptedException {
    while (owed.isEmpty()) {
      wait();
    }
    return owed.getFirst();
  }

  private void work() {
    try {
      while (true) {
        Owed next = first();
        @Nullable Long count = attempt(next.work());
        if (count == null) {
          Thread.sleep(PAUSE);
          continue;
        }
        next.done().complete(count);
        synchronized (this) {
          owed.remove(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Long attempt(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (ExecutionException | TimeoutException _) {
      return null;
    } catch (RuntimeException bug) {
      LOG.warn("shared cache: {}", FailureNote.of(bug));
      return null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    owed.forEach(one -> one.done().cancel(false));
    owed.clear();
    thread.interrupt();
  }
}
