package dev.interlock.bootstrap;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs and must be ended, the last first. A start that may fail half-way collects what it has
 * opened in one of these and releases it when nothing can fail any more:
 *
 * <pre>{@code
 * try (var running = new Closing()) {
 *   var first = running.add(First.start());
 *   var second = running.add(Second.start(first));
 *   return new Both(first, second, running.release());
 * }
 * }</pre>
 *
 * One thread.
 */
public final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> running;

  public Closing() {
    this(new ArrayDeque<>());
  }

  private Closing(Deque<AutoCloseable> running) {
    this.running = running;
  }

  /** Adds and returns {@code one}. */
  public <T extends AutoCloseable> T add(T one) {
    running.push(one);
    return one;
  }

  /** Hands everything over to another one: closing this one ends nothing any more. */
  public Closing release() {
    var released = new Closing(new ArrayDeque<>(running));
    running.clear();
    return released;
  }

  /** Ends everything, whatever fails to end. */
  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("while closing", e);
      }
    }
  }
}
