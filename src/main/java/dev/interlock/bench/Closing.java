package dev.interlock.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What runs and must be ended, last first. One thread. */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T one) {
    running.push(one);
    return one;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      AutoCloseable one = running.pop();
      try {
        one.close();
      } catch (Exception e) {
        System.Logger logger = System.getLogger(Closing.class.getName());
        logger.log(System.Logger.Level.WARNING, "not closed: " + one, e);
      }
    }
  }
}
