package dev.interlock.cache;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a client says of the cache, by the request directives of RFC 9111, section 5.2.1. They can
 * only ask for less than policy allows: {@code max-stale} is not heard.
 *
 * @param look whether a kept answer may be given
 * @param keep whether the answer may be kept
 * @param maxAgeSeconds how old a kept answer may be
 * @param minFreshSeconds how long it must still be good
 * @param onlyIfCached whether no model may be asked
 */
public record Freshness(
    boolean look,
    boolean keep,
    OptionalLong maxAgeSeconds,
    long minFreshSeconds,
    boolean onlyIfCached) {
  /** Nothing is said. */
  public static final Freshness ANY = new Freshness(true, true, OptionalLong.empty(), 0, false);

  /** What {@code headers}, by lower-case name, say. */
  public static Freshness of(Map<String, String> headers) {
    String control = headers.get("cache-control");
    if (control == null) {
      boolean fresh =
          headers.getOrDefault("pragma", "").toLowerCase(Locale.ROOT).contains("no-cache");
      return fresh ? new Freshness(false, true, OptionalLong.empty(), 0, false) : ANY;
    }
    boolean look = true;
    boolean keep = true;
    OptionalLong maxAge = OptionalLong.empty();
    long minFresh = 0;
    boolean only = false;
    for (String directive : control.split(",", -1)) {
      String[] parts = directive.strip().split("=", 2);
      switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
        case "no-store" -> {
          look = false;
          keep = false;
        }
        case "no-cache" -> look = false;
        case "only-if-cached" -> only = true;
        case "max-age" -> {
          long seconds = seconds(parts, 0);
          maxAge = OptionalLong.of(Math.min(seconds, maxAge.orElse(Long.MAX_VALUE)));
        }
        case "min-fresh" -> minFresh = Math.max(minFresh, seconds(parts, Long.MAX_VALUE));
        default -> {}
      }
    }
    return new Freshness(look, keep, maxAge, minFresh, only);
  }

  /** Whether an answer of {@code ageMs} that is good for {@code leftMs} more will do. */
  public boolean accepts(long ageMs, long leftMs) {
    return look
        && (maxAgeSeconds.isEmpty() || ageMs <= millis(maxAgeSeconds.getAsLong()))
        && leftMs >= millis(minFreshSeconds);
  }

  /**
   * Whether an answer whose time is over will do while a new one is got: who names ages says no.
   */
  public boolean acceptsStale() {
    return look && maxAgeSeconds.isEmpty() && minFreshSeconds == 0;
  }

  private static long millis(long seconds) {
    return seconds > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : seconds * 1000;
  }

  /** The number after the equals sign; {@code strictest} where there is none that can be read. */
  private static long seconds(String[] parts, long strictest) {
    if (parts.length < 2) {
      return strictest;
    }
    String number = parts[1].strip().replace("\"", "");
    boolean digits = !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      return strictest;
    }
    return number.length() > 18 ? Long.MAX_VALUE : Long.parseLong(number);
  }
}
