package dev.interlock.extproc;

import dev.interlock.catalog.Model;
import dev.interlock.exchange.ExchangeSinks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins what the decision filter and the attempt filter hear of a request. Only knowledge is joined
 * here: an attempt of a request that another sidecar decided on, or this one before it was
 * restarted, goes on all the same. Thread-safe.
 */
final class TurnRegister {
  private final Map<String, Turns> byDecision = new ConcurrentHashMap<>();
  private final ExchangeSinks sinks;

  TurnRegister(ExchangeSinks sinks) {
    this.sinks = sinks;
  }

  /** The turns of a request that is forwarded now, to one of {@code plan} after the other. */
  Turns open(String decisionId, List<Model> plan) {
    return byDecision.computeIfAbsent(decisionId, id -> new Turns(id, plan, sinks));
  }

  /** The turns of a request; unconnected ones if it was not forwarded by us. */
  Turns of(String decisionId) {
    Turns turns = byDecision.get(decisionId);
    return turns == null ? new Turns(decisionId, List.of(), sinks) : turns;
  }

  void close(String decisionId) {
    byDecision.remove(decisionId);
  }

  int size() {
    return byDecision.size();
  }
}
