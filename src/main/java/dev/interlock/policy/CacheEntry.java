package dev.interlock.policy;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;

import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.ExactTerms;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.List;

/** Reads the key {@code cache} of a rule. */
final class CacheEntry {
  private static final Duration LEAST_TTL = Duration.ofSeconds(1);
  private static final Duration MOST_TTL = Duration.ofDays(30);

  private static final double LEAST_ERROR = 0.001;
  private static final double MOST_ERROR = 0.2;

  /** OpenAI's range. */
  private static final double MOST_TEMPERATURE = 2;

  private CacheEntry() {}

  static CacheTerms read(ObjectReader in) {
    return new CacheTerms(
        in.optional("exact", object(CacheEntry::exact), "For the very same question, asked again."),
        in.optional(
            "semantic",
            object(CacheEntry::semantic),
            "For a question that means the same in other words."),
        in.optional(
            "sensitive",
            flag(),
            CacheTerms.OFF.sensitive(),
            "Whether answers are kept although the request holds personal data."),
        in.optional(
            "max_temperature",
            number(0, MOST_TEMPERATURE),
            CacheTerms.OFF.maxTemperature(),
            "The highest `temperature` at which an answer is kept or given again; a request that"
                + " states none asks for 1."),
        in.optional(
            "tags", list(text()), List.of(), "Names by which kept answers can be deleted."));
  }

  private static ExactTerms exact(ObjectReader in) {
    return new ExactTerms(
        ttl(in),
        in.optional(
            "stale_while_revalidate",
            duration(Duration.ZERO, MOST_TTL),
            Duration.ZERO,
            "How long after `ttl` it is still given to those who ask while one of them goes to a"
                + " model for a new one; `0s` is not at all."));
  }

  private static SemanticTerms semantic(ObjectReader in) {
    return new SemanticTerms(
        in.required(
            "max_error",
            number(LEAST_ERROR, MOST_ERROR),
            "The largest share of wrong answers that is accepted among those given again."),
        ttl(in),
        in.optional(
            "personal", flag(), false, "Whether also where the caller speaks of what is theirs."),
        in.optional(
            "time_sensitive",
            flag(),
            false,
            "Whether also where the answer depends on when it is given."),
        in.optional(
            "history",
            flag(),
            false,
            "Whether also within a conversation, all of which must then be the same but for the"
                + " last message."));
  }

  private static Duration ttl(ObjectReader in) {
    return in.required(
        "ttl",
        duration(LEAST_TTL, MOST_TTL),
        "How long an answer is given again, counted from when it came.");
  }
}
