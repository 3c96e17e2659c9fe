package dev.interlock.concurrent;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of platform threads with a bounded queue. There is no waiting to get in: a task
 * that does not fit is refused at once. First in, first out, so that under overload the oldest
 * tasks expire first and drain at the cost of looking at their deadline.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Duration LONGEST_TASK = Duration.ofSeconds(2);

  private final ThreadPoolExecutor executor;

  /**
   * A pool of {@code threads} threads named after {@code name}.
   *
   * @param queue tasks that may wait
   */
  public WorkerPool(String name, int threads, int queue) {
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory(),
            new ThreadPoolExecutor.AbortPolicy());
    executor.prestartAllCoreThreads();
  }

  /**
   * Runs {@code task} on a worker, later. It must not throw.
   *
   * @return false if the queue is full or the pool is closed; nothing happens then
   */
  public boolean submit(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  /** Tasks waiting. */
  public int queued() {
    return executor.getQueue().size();
  }

  /** Takes no more tasks, lets the queued ones run for at most {@code grace}, then interrupts. */
  public void shutdown(Duration grace) throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
      executor.shutdownNow();
    }
  }

  /**
   * Takes no more tasks, drops the queued ones, and waits a moment for the running ones: what they
   * use, native memory included, may be freed afterwards.
   */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      var _ = executor.awaitTermination(LONGEST_TASK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
