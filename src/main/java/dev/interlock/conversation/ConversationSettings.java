package dev.interlock.conversation;

import static dev.interlock.config.Types.duration;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.number;
import static dev.interlock.config.Types.percentage;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How conversations keep their model.
 *
 * @param enabled whether anything is remembered; otherwise each request is decided for itself
 * @param header a request header whose value names the conversation; empty, and where a request has
 *     none: the turns so far do
 * @param ttl how long a conversation without a new turn is remembered
 * @param promptCache how long providers keep what they read in their prompt cache
 * @param margin share of its expected cost that the model so far must be undercut by, in [0, 1)
 * @param band how far around the quality floor a chance is not yet clearly below or above it
 * @param memoryBytes heap for all conversations, about
 */
public record ConversationSettings(
    boolean enabled,
    Optional<String> header,
    Duration ttl,
    Duration promptCache,
    double margin,
    double band,
    long memoryBytes) {
  private static final long MIB = 1 << 20;

  public static final ConversationSettings DEFAULT =
      new ConversationSettings(
          true, Optional.empty(), Duration.ofHours(2), Duration.ofMinutes(5), 0.1, 0.05, 8 * MIB);

  /** Reads the mapping {@code conversation}. */
  public static ConversationSettings read(ObjectReader in) {
    Duration week = Duration.ofDays(7);
    boolean enabled =
        in.optional(
            "enabled",
            flag(),
            DEFAULT.enabled,
            "Whether a conversation keeps its model; otherwise each request is decided for itself.");
    Optional<String> header =
        in.optional(
                "header",
                text("[A-Za-z0-9][A-Za-z0-9_-]*", "a header name", "x-session-id"),
                "A request header that names the conversation, or a session of several, where its"
                    + " earlier turns are not remembered.")
            .map(name -> name.toLowerCase(Locale.ROOT));
    header
        .filter(name -> name.startsWith("x-interlock-") || name.startsWith("x-envoy-"))
        .ifPresent(
            name -> in.reject("header", name + " is stripped", "a header that clients may set"));
    return new ConversationSettings(
        enabled,
        header,
        in.optional(
            "ttl",
            duration(Duration.ofMinutes(1), week),
            DEFAULT.ttl,
            "How long a conversation without a new turn is remembered."),
        in.optional(
            "prompt_cache",
            duration(Duration.ZERO, week),
            DEFAULT.promptCache,
            "How long a provider's prompt cache is taken to keep what it read. It has a price only"
                + " for models with `price.cached_input`."),
        in.optional(
            "margin",
            percentage(),
            DEFAULT.margin,
            "Share of its expected cost by which another model must undercut the one so far. It"
                + " doubles with each recent change of the model."),
        in.optional(
            "band",
            number(0, 0.5),
            DEFAULT.band,
            "How far around the quality floor a chance is not yet clearly below or above it. The"
                + " model so far may stay this far below. 0: the floor binds on every turn."),
        in.optional(
            "memory",
            size(MIB, 1L << 30),
            DEFAULT.memoryBytes,
            "Memory for all conversations, about; who was not heard of longest is forgotten first."));
  }
}
