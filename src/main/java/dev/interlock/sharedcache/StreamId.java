package dev.interlock.sharedcache;

import java.util.Comparator;

/**
 * The id of a message in a stream: when it came, and which it was of those that came then.
 *
 * @param ms the store's time
 */
record StreamId(long ms, long number) implements Comparable<StreamId> {
  private static final Comparator<StreamId> ORDER =
      Comparator.comparingLong(StreamId::ms).thenComparingLong(StreamId::number);

  /** As the store writes it: two whole numbers with a dash between. */
  static StreamId of(String text) {
    int dash = text.indexOf('-');
    return new StreamId(
        Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  @Override
  public int compareTo(StreamId other) {
    return ORDER.compare(this, other);
  }
}
