package dev.interlock.simulator;

import dev.interlock.simulator.answer.SseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the server does about a request. */
sealed interface Reply {
  /**
   * One body.
   *
   * @param delay wait before the first byte
   * @param truncate send half of it and close
   */
  record Whole(
      int status, Map<String, String> headers, String body, Duration delay, boolean truncate)
      implements Reply {
    @Override
    public String toString() {
      return "Whole[status=" + status + ", characters=" + body.length() + "]";
    }
  }

  /**
   * A stream of events.
   *
   * @param delay wait before the first byte
   * @param perToken wait before every event that carries a token, but the first
   * @param truncate send half of the events and close
   */
  record Events(
      Map<String, String> headers,
      List<SseEvent> events,
      Duration delay,
      Duration perToken,
      boolean truncate)
      implements Reply {}

  /** The connection is reset. */
  record Reset() implements Reply {}

  /** Nothing, ever. */
  record Hang() implements Reply {}
}
