package dev.interlock.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which entry a decision has to do with, for feedback that comes later. Those that filled one are
 * known as long as it is there, and then, if others may have its answer, the last so many; likewise
 * those that one answered. Thread-safe; holds a lock for less than a microsecond, about.
 */
final class Trail {
  /** Decisions that an entry answered; some 200 bytes each. */
  private static final int SERVED = 50_000;

  /** Decisions that filled one that is gone, and of which others may have the answer; likewise. */
  private static final int GONE = 10_000;

  /** Decisions whose answer may still come; some 150 bytes each. */
  private static final int EXPECTED = 10_000;

  /** By the decision that filled it; as many as there are entries, which tell when they go. */
  @GuardedBy("this")
  private final Map<String, Entry> filled = new HashMap<>();

  @GuardedBy("this")
  private final SequencedMap<String, Mark> served = new LinkedHashMap<>();

  @GuardedBy("this")
  private final SequencedMap<String, Mark> gone = new LinkedHashMap<>();

  /** Whether the answer that is to come was called bad already. */
  @GuardedBy("this")
  private final SequencedMap<String, Boolean> expected = new LinkedHashMap<>();

  synchronized void expect(String decisionId) {
    expected.putLast(decisionId, false);
    if (expected.size() > EXPECTED) {
      expected.pollFirstEntry();
    }
  }

  /** An answer has come; true if it was called bad before, and then it fills nothing. */
  synchronized boolean kept(Entry entry) {
    Boolean disliked = expected.remove(entry.keeping().decisionId());
    if (disliked != null && disliked) {
      return true;
    }
    filled.put(entry.keeping().decisionId(), entry);
    return false;
  }

  synchronized void gone(Entry entry) {
    String decisionId = entry.keeping().decisionId();
    Entry there = filled.get(decisionId);
    Mark mark = Mark.of(entry);
    if (there == null || !mark.isOf(there)) {
      return;
    }
    filled.remove(decisionId);
    if (mark.kin() != Attachment.NO_KIN) {
      gone.putLast(decisionId, mark);
      if (gone.size() > GONE) {
        gone.pollFirstEntry();
      }
    }
  }

  synchronized void served(String decisionId, Entry entry) {
    served.putLast(decisionId, Mark.of(entry));
    if (served.size() > SERVED) {
      served.pollFirstEntry();
    }
  }

  /** The entry that {@code decisionId} filled, or was answered by. */
  synchronized Optional<Mark> dislike(String decisionId) {
    expected.replace(decisionId, true);
    return Optional.ofNullable(filled.get(decisionId))
        .map(Mark::of)
        .or(() -> Optional.ofNullable(served.get(decisionId)))
        .or(() -> Optional.ofNullable(gone.get(decisionId)));
  }

  synchronized boolean answered(String decisionId) {
    return served.containsKey(decisionId);
  }
}
