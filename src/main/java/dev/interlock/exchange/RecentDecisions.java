package dev.interlock.exchange;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The last decisions in the order they were made, each with what came of it, for people who watch.
 * Whatever changes gets a new number, so that a watcher asks for what it has not seen. Thread-safe.
 */
public final class RecentDecisions implements ExchangeSink {
  private final int most;

  @GuardedBy("this")
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

  @GuardedBy("this")
  private long changes;

  /**
   * An empty list.
   *
   * @param most decisions that are kept
   */
  public RecentDecisions(int most) {
    this.most = most;
  }

  /**
   * A decision.
   *
   * @param change counts what happened to any decision; higher is later
   * @param decision as it was made
   * @param end what came of it; empty while the answer has not ended, and if there will be none
   */
  public record Entry(long change, Decision decision, Optional<Exchange> end) {}

  /** At most {@code limit} entries that changed after {@code change}, the oldest decision first. */
  public synchronized List<Entry> since(long change, int limit) {
    List<Entry> changed = entries.values().stream().filter(entry -> entry.change > change).toList();
    return changed.subList(Math.max(0, changed.size() - limit), changed.size());
  }

  @Override
  public synchronized void decided(Decision decision, RequestHead head, long nanos) {
    entries.putLast(decision.getId(), new Entry(++changes, decision, Optional.empty()));
    if (entries.size() > most) {
      entries.pollFirstEntry();
    }
  }

  @Override
  public synchronized void ended(Exchange exchange) {
    Decision decision = exchange.decision();
    // Later than many others: it may have left the list.
    entries.computeIfPresent(
        decision.getId(), (_, _) -> new Entry(++changes, decision, Optional.of(exchange)));
  }
}
