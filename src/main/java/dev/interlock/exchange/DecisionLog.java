package dev.interlock.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The latest decisions by id, for people who quote one. Bounded in bytes; holds no prompt text, as
 * decisions hold none.
 */
public final class DecisionLog implements ExchangeSink {
  private final Cache<String, Decision> byId;

  /**
   * A log of at most {@code maxBytes} of serialised decisions.
   *
   * @param maxBytes bytes of the decisions' wire form; the heap they take is a small multiple
   */
  public DecisionLog(long maxBytes) {
    byId =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String _, Decision d) -> d.getSerializedSize())
            .build();
  }

  public Optional<Decision> find(String id) {
    return Optional.ofNullable(byId.getIfPresent(id));
  }

  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    byId.put(decision.getId(), decision);
  }

  @Override
  public void attempted(Attempt attempt) {
    byId.asMap()
        .computeIfPresent(
            attempt.decisionId(),
            (_, decision) ->
                decision.toBuilder()
                    .addAttempts(
                        dev.interlock.proto.decision.v1.Attempt.newBuilder()
                            .setModel(attempt.model().id())
                            .setNumber(attempt.number())
                            .setStatus(attempt.status())
                            .setFirstByteMs((int) TimeUnit.NANOSECONDS.toMillis(attempt.nanos())))
                    .build());
  }
}
