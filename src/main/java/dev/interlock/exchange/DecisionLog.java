package dev.interlock.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The latest decisions by id, for people who quote one. Bounded in bytes; holds no prompt text, as
 * decisions hold none.
 */
public final class DecisionLog implements ExchangeSink {
  private final Cache<String, Entry> byId;

  /**
   * A log of at most {@code maxBytes} of serialised decisions.
   *
   * @param maxBytes bytes of the decisions' wire form; the heap they take is a small multiple
   */
  public DecisionLog(long maxBytes) {
    byId =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String _, Entry entry) -> entry.decision.getSerializedSize())
            .build();
  }

  public Optional<Decision> find(String id) {
    return Optional.ofNullable(byId.getIfPresent(id)).map(Entry::whole);
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    byId.put(decision.getId(), new Entry(decision));
  }

  @Override
  public void attempted(Attempt attempt) {
    Entry entry = byId.policy().getIfPresentQuietly(attempt.decisionId());
    if (entry != null) {
      entry.add(attempt);
    }
  }

  /** A decision and its few attempts, put together when somebody asks. */
  private static final class Entry {
    private final Decision decision;

    @GuardedBy("this")
    private final List<Attempt> attempts = new ArrayList<>(1);

    private Entry(Decision decision) {
      this.decision = decision;
    }

    private synchronized void add(Attempt attempt) {
      attempts.add(attempt);
    }

    private synchronized Decision whole() {
      Decision.Builder whole = decision.toBuilder();
      attempts.forEach(attempt -> whole.addAttempts(record(attempt)));
      return whole.build();
    }

    private static dev.interlock.proto.decision.v1.Attempt record(Attempt attempt) {
      return dev.interlock.proto.decision.v1.Attempt.newBuilder()
          .setModel(attempt.model().id())
          .setNumber(attempt.number())
          .setStatus(attempt.status())
          .setFirstByteMs((int) TimeUnit.NANOSECONDS.toMillis(attempt.nanos()))
          .build();
    }
  }
}
