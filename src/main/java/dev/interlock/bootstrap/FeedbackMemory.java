package dev.interlock.bootstrap;

import dev.interlock.concurrent.Deadline;
import dev.interlock.journal.FeedbackLines;
import dev.interlock.memory.Change;
import dev.interlock.memory.Learning;
import dev.interlock.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the memory of feedback has to do with a process: its beginning, and its gauges. */
final class FeedbackMemory {
  private static final Logger LOG = LoggerFactory.getLogger(FeedbackMemory.class);

  /** What a start may take to remember. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private FeedbackMemory() {}

  /** Remembers what the journal at {@code path} knows; if it cannot be read, nothing. */
  static void recall(Learning learning, Path path) {
    Deadline deadline = Deadline.after(PATIENCE, System::nanoTime);
    try {
      if (!FeedbackLines.read(path, deadline::expired, learning::recall, learning::recall)) {
        // The rest is the newest, and may be that somebody froze it.
        learning.recall(Change.FREEZE);
        LOG.warn(
            "feedback: the rest of {} is not remembered, it takes too long; what was learnt is left"
                + " alone until POST /api/memory/unfreeze or reset",
            path);
      }
    } catch (IOException e) {
      LOG.warn("feedback: {} is not remembered: {}", path, e.getMessage());
    }
    learning.fade();
  }

  static void gauges(Learning learning, Metrics metrics) {
    metrics.gauge(
        "interlock_feedback_open_decisions",
        "Decisions that feedback may still come for",
        learning::openDecisions);
    metrics.gauge(
        "interlock_feedback_frozen",
        "Whether what was learnt from feedback is left alone: 1 or 0",
        () -> learning.isFrozen() ? 1 : 0);
  }
}
