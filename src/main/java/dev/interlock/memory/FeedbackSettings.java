package dev.interlock.memory;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.percentage;
import static dev.interlock.config.Types.size;

import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What becomes of feedback.
 *
 * @param learnFrom which signs move chances; none: they are only counted
 * @param halfLife when half of what was learnt and counted has faded
 * @param explore share of the requests that may try another model than the best, in [0, 0.02]
 * @param late how long after its decision feedback may come
 * @param memoryBytes heap for decisions that feedback may still come for, about
 */
public record FeedbackSettings(
    Set<Source> learnFrom, Duration halfLife, double explore, Duration late, long memoryBytes) {
  private static final long MIB = 1 << 20;

  public static final FeedbackSettings DEFAULT =
      new FeedbackSettings(
          Set.of(Source.FEEDBACK), Duration.ofDays(7), 0, Duration.ofHours(24), 8 * MIB);

  /** More than this of a hundred requests is never tried on. */
  private static final int MOST_EXPLORED = 2;

  /** What may be learnt from. */
  public enum Source {
    /** What somebody posts. */
    FEEDBACK,
    /** What is seen in the traffic. */
    IMPLICIT
  }

  public FeedbackSettings {
    learnFrom = Set.copyOf(learnFrom);
  }

  /** The same with room for so many bytes. */
  public FeedbackSettings withMemory(long bytes) {
    return new FeedbackSettings(learnFrom, halfLife, explore, late, bytes);
  }

  /** Whether {@code sign} moves chances. */
  boolean learnsFrom(Sign sign) {
    return learnFrom.contains(sign.isImplicit() ? Source.IMPLICIT : Source.FEEDBACK);
  }

  /** Reads the mapping {@code feedback}. */
  public static FeedbackSettings read(ObjectReader in) {
    double explore =
        in.optional(
            "explore",
            percentage(MOST_EXPLORED),
            DEFAULT.explore,
            "Share of the requests that try another model than the best, of those about as likely"
                + " to suffice, so that something is learnt of it. Never within a conversation, nor"
                + " where a rule says `explore: false`.");
    return new FeedbackSettings(
        Set.copyOf(
            in.optional(
                "learn_from",
                list(choice(Source.class)),
                List.copyOf(DEFAULT.learnFrom),
                "Which signs move the chances of models: `feedback` is what is posted, `implicit`"
                    + " what is seen in the traffic. All of them are counted; with `[]` nothing is"
                    + " learnt.")),
        in.optional(
            "half_life",
            duration(Duration.ofHours(1), Duration.ofDays(365)),
            DEFAULT.halfLife,
            "When half of what was learnt and counted has faded."),
        explore,
        in.optional(
            "late",
            duration(Duration.ofMinutes(1), Duration.ofDays(30)),
            DEFAULT.late,
            "How long after its decision feedback may come."),
        in.optional(
            "memory",
            size(MIB, 1L << 30),
            DEFAULT.memoryBytes,
            "Memory for decisions that feedback may still come for, about; the oldest are forgotten"
                + " first."));
  }
}
