package dev.interlock.bootstrap;

import dev.interlock.concurrent.WorkingMemory;
import dev.interlock.server.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many threads and how many bytes a sidecar has for what. */
final class Capacity {
  private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

  /** Bytes of request bodies held at once; beyond it Envoy's fail-safe route answers. */
  private static final long BODY_BYTES = 32L << 20;

  /** Bytes of answers that are copied for the cache at once; beyond it they are not kept. */
  static final long COPY_BYTES = 16L << 20;

  /** Copied answers that wait to be judged. */
  static final int COPIES = 256;

  /** What lives in the heap whatever the traffic: classes' data, heads, the decision log. */
  private static final long RESIDENT_BYTES = 80L << 20;

  /** Room for a message around the largest body. */
  private static final int MESSAGE_OVERHEAD = 1 << 20;

  private Capacity() {}

  /**
   * Envoy opens one connection per worker thread of its own; two loops leave the cores to the
   * deciding threads.
   */
  static int eventLoops(ServerSettings server) {
    return Math.min(2, workers(server));
  }

  /** Deciding threads. */
  static int workers(ServerSettings server) {
    return server.workers().orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** Room for many ordinary bodies, and for one of the largest that the limit lets through. */
  static long bodyBytes(Configuration configuration) {
    return Math.max(BODY_BYTES, configuration.envoy().limits().requestBytes());
  }

  /** What the heap leaves beside what always lives in it and the bodies that wait. */
  static WorkingMemory workingMemory(Configuration configuration, Generations generations) {
    long heap = Runtime.getRuntime().maxMemory();
    long left =
        heap
            - RESIDENT_BYTES
            - configuration.conversation().memoryBytes()
            - configuration.feedback().memoryBytes()
            - cacheBytes(configuration)
            - bodyBytes(configuration);
    long largest = configuration.envoy().limits().requestBytes();
    if (left < WorkingMemory.needed(largest)) {
      long wanted = (heap - left + WorkingMemory.needed(largest)) >> 20;
      LOG.warn(
          "limits.request_bytes: {} may not fit into a heap of {} MiB, so that larger bodies wait for"
              + " each other (expected: {} MiB, as -Xmx{}m gives; or a smaller limit,"
              + " or less cache.memory)",
          largest,
          heap >> 20,
          wanted,
          flag(wanted));
    }
    return new WorkingMemory(left, () -> generations.configuration().server().deadline());
  }

  /** What -Xmx must say for so much: the serial collector leaves a survivor space empty. */
  static long flag(long mebibytes) {
    return mebibytes + (mebibytes + 15) / 16;
  }

  /** Kept answers and those on their way, if any are kept. */
  private static long cacheBytes(Configuration configuration) {
    return configuration.policy().keepsAnswers()
        ? configuration.cache().memoryBytes() + configuration.cache().distantBytes() + COPY_BYTES
        : 0;
  }

  /** The largest body and what is around it. */
  static int maxMessageBytes(Configuration configuration) {
    return configuration.envoy().limits().requestBytes() + MESSAGE_OVERHEAD;
  }
}
