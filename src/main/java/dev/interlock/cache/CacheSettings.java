package dev.interlock.cache;

import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.util.Optional;

/**
 * How much the cache may hold.
 *
 * @param memoryBytes heap for all entries, about
 * @param largestBytes the longest answer that is kept
 * @param epoch part of every key: another epoch has none of the answers so far
 * @param shared where replicas share entries, if they do
 */
public record CacheSettings(
    long memoryBytes, int largestBytes, String epoch, Optional<SharedSettings> shared) {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;

  /** So many of the longest answers fit at least. */
  private static final long FEWEST = 16;

  public static final CacheSettings DEFAULT = new CacheSettings(64 * MIB, (int) MIB, "");

  /** Of one process alone. */
  public CacheSettings(long memoryBytes, int largestBytes, String epoch) {
    this(memoryBytes, largestBytes, epoch, Optional.empty());
  }

  /** The same with what {@code first} says that a running process cannot change. */
  public CacheSettings fixedAs(CacheSettings first) {
    long memory = first.memoryBytes();
    int largest = (int) Math.min(largestBytes, memory / FEWEST);
    return new CacheSettings(memory, largest, epoch, first.shared());
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
    Optional<SharedSettings> shared =
        in.optional(
            "shared",
            object(SharedSettings::read),
            "A Redis or Valkey in which replicas share what they keep.");
    return new CacheSettings(memory, (int) Math.min(largest, memory / FEWEST), epoch, shared);
  }
}
