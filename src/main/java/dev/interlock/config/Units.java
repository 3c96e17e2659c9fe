package dev.interlock.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Durations and sizes as operators write them: {@code 250ms}, {@code 1h30m}, {@code 8MiB}. */
final class Units {
  static final String DURATION = "^([0-9]{1,9}(ms|s|m|h|d))+$";
  static final String SIZE = "^[0-9]{1,12}(B|KiB|MiB|GiB)$";
  static final String PERCENTAGE = "^(100|[0-9]{1,2}([.][0-9]{1,4})?)%$";

  private static final Pattern DURATIONS = Pattern.compile(DURATION);
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|s|m|h|d)");
  private static final Pattern SIZES = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB)");

  private Units() {}

  static Optional<Duration> duration(String text) {
    if (!DURATIONS.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    return Optional.of(sum);
  }

  /** The shortest text that {@link #duration} reads as {@code duration}, to the millisecond. */
  static String show(Duration duration) {
    var text = new StringBuilder();
    long left = duration.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
      long size = unit(unit).toMillis();
      if (left >= size) {
        text.append(left / size).append(unit);
        left %= size;
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** A pattern of what {@link #percentage} reads, up to {@code most} percent, in 1..100. */
  static String percentages(int most) {
    if (most == 100) {
      return PERCENTAGE;
    }
    String less =
        IntStream.range(0, most).mapToObj(Integer::toString).collect(Collectors.joining("|"));
    return "^(" + most + "([.]0{1,4})?|(" + less + ")([.][0-9]{1,4})?)%$";
  }

  /** In [0, 1]. */
  static Optional<Double> percentage(String text) {
    return text.matches(PERCENTAGE)
        ? Optional.of(Double.parseDouble(text.substring(0, text.length() - 1)) / 100)
        : Optional.empty();
  }

  /** Bytes. */
  static Optional<Long> size(String text) {
    Matcher matcher = SIZES.matcher(text);
    return matcher.matches()
        ? Optional.of(Long.parseLong(matcher.group(1)) * bytes(matcher.group(2)))
        : Optional.empty();
  }

  /** The shortest text that {@link #size} reads as {@code bytes}. */
  static String showSize(long bytes) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
      if (bytes > 0 && bytes % bytes(unit) == 0) {
        return String.format(Locale.ROOT, "%d%s", bytes / bytes(unit), unit);
      }
    }
    return bytes + "B";
  }

  private static Duration unit(String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(1);
      case "h" -> Duration.ofHours(1);
      case "m" -> Duration.ofMinutes(1);
      case "s" -> Duration.ofSeconds(1);
      case "ms" -> Duration.ofMillis(1);
      default -> throw new IllegalArgumentException("unit: " + unit);
    };
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "GiB" -> 1L << 30;
      case "MiB" -> 1L << 20;
      case "KiB" -> 1L << 10;
      case "B" -> 1L;
      default -> throw new IllegalArgumentException("unit: " + unit);
    };
  }
}
