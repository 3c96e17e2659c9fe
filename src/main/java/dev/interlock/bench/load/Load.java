package dev.interlock.bench.load;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What to send where.
 *
 * @param target an HTTP/1.1 server
 * @param connections kept alive, one request at a time each
 * @param warmup sent before anything is counted
 * @param duration counted
 * @param requests sent in this order, over and over
 */
public record Load(
    InetSocketAddress target,
    int connections,
    Pace pace,
    Duration warmup,
    Duration duration,
    List<PreparedRequest> requests) {
  public Load {
    requireNonNull(target, "target");
    if (connections < 1) {
      throw new IllegalArgumentException("connections: " + connections + " (expected: 1 or more)");
    }
    requireNonNull(pace, "pace");
    requireNonNull(warmup, "warmup");
    requireNonNull(duration, "duration");
    requests = List.copyOf(requests);
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("requests: none (expected: at least one)");
    }
  }
}
