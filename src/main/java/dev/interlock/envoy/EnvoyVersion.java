package dev.interlock.envoy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of Envoy. */
public record EnvoyVersion(int major, int minor, int patch) implements Comparable<EnvoyVersion> {
  /** Older releases lack what the bootstrap uses, or lose an answer on retry. */
  public static final EnvoyVersion OLDEST = new EnvoyVersion(1, 37, 0);

  /** The release the rendered bootstrap is written for, and the newest it is tested on. */
  public static final EnvoyVersion NEWEST = new EnvoyVersion(1, 40, 0);

  /** The first of every supported series. */
  static final List<EnvoyVersion> MINORS =
      List.of(OLDEST, new EnvoyVersion(1, 38, 0), new EnvoyVersion(1, 39, 0), NEWEST);

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

  /** The version written in {@code text}, such as {@code 1.40.0} or what --version prints. */
  public static Optional<EnvoyVersion> parse(String text) {
    for (String part : text.split("[/\\s]+", -1)) {
      Matcher numbers = NUMBERS.matcher(part);
      if (numbers.matches()) {
        String patch = numbers.group(3);
        return Optional.of(
            new EnvoyVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
      }
    }
    return Optional.empty();
  }

  /** Whether the bootstrap we render runs on it. */
  public boolean isSupported() {
    return compareTo(OLDEST) >= 0;
  }

  /** Whether a retry can be sent to another cluster in an order that a filter chose. */
  public boolean hasPriorityGroups() {
    return compareTo(new EnvoyVersion(1, 40, 0)) >= 0;
  }

  @Override
  public int compareTo(EnvoyVersion other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
