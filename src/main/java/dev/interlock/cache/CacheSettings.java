package dev.interlock.cache;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.Optional;

/**
 * How much the cache may hold.
 *
 * @param memoryBytes heap for all entries, about
 * @param largestBytes the longest answer that is kept
 * @param epoch part of every key: another epoch has none of the answers so far
 * @param patience how long a request waits for the answer that another one is getting to the very
 *     same question; zero: not at all
 * @param judge who compares answers that are not in the same words; empty: nobody
 * @param shared where replicas share entries, if they do
 */
public record CacheSettings(
    long memoryBytes,
    int largestBytes,
    String epoch,
    Duration patience,
    Optional<JudgeSettings> judge,
    Optional<SharedSettings> shared) {
  /** The longest wait, which the Envoy that is rendered allows. */
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  /** So many of the longest answers fit at least. */
  private static final long FEWEST = 16;

  /** What finds entries of others takes such a part of what entries may take. */
  private static final long DISTANT = 4;

  public static final CacheSettings DEFAULT = new CacheSettings(64 * MIB, (int) MIB, "");

  /** Of one process alone. */
  public CacheSettings(long memoryBytes, int largestBytes, String epoch) {
    this(memoryBytes, largestBytes, epoch, USUAL_WAIT, Optional.empty(), Optional.empty());
  }

  /** Heap for what finds entries of other replicas, about; beside that for all entries. */
  public long distantBytes() {
    return shared.isPresent() ? memoryBytes / DISTANT : 0;
  }

  /** The same with what {@code first} says that a running process cannot change. */
  public CacheSettings fixedAs(CacheSettings first) {
    long memory = first.memoryBytes();
    int largest = (int) Math.min(largestBytes, memory / FEWEST);
    return new CacheSettings(memory, largest, epoch, patience, judge, first.shared());
  }

  /** Reads the mapping {@code cache}. */
  public static CacheSettings read(ObjectReader in) {
    long memory =
        in.optional(
            "memory",
            size(MIB, 1L << 40),
            DEFAULT.memoryBytes,
            "Memory for kept answers, about; which are asked for least are forgotten first.");
    long largest =
        in.optional(
            "largest",
            size(KIB, 16 * MIB),
            (long) DEFAULT.largestBytes,
            "The longest answer that is kept, and at most a sixteenth of `memory`.");
    String epoch =
        in.optional("epoch", text(), "Any text: with another one, no answer kept so far is given.")
            .orElse("");
    Duration patience =
        in.optional(
            "wait",
            duration(Duration.ZERO, LONGEST_WAIT),
            USUAL_WAIT,
            "How long a request waits for the answer that another one is getting to the very same"
                + " question; `0s` is not at all.");
    Optional<JudgeSettings> judge =
        in.optional(
            "judge",
            object(JudgeSettings::read),
            "A model that says whether two answers are the same, for `semantic`. Without it those"
                + " count as the same that are in the same words, or short and equal beyond what"
                + " the question says.");
    Optional<SharedSettings> shared =
        in.optional(
            "shared",
            object(SharedSettings::read),
            "A Redis or Valkey in which replicas share what they keep.");
    return new CacheSettings(
        memory, (int) Math.min(largest, memory / FEWEST), epoch, patience, judge, shared);
  }
}
