package dev.interlock.extproc;

import dev.interlock.exchange.Attempt;
import dev.interlock.exchange.ExchangeSinks;
import dev.interlock.failover.Chain;

/**
 * A forwarded request until its answer begins, as the decision filter sees it. One thread at a
 * time.
 */
final class Forwarding {
  private final Answer.Forward forward;
  private final TurnRegister register;
  private final ExchangeSinks sinks;
  private final Turns turns;
  private final long beganNanos;
  private boolean answered;

  Forwarding(Answer.Forward forward, TurnRegister register, ExchangeSinks sinks, long beganNanos) {
    this.forward = forward;
    this.register = register;
    this.sinks = sinks;
    this.beganNanos = beganNanos;
    String id = forward.decision().getId();
    Chain chain = forward.plan().chain();
    this.turns =
        chain.isSingle() ? new Turns(id, chain.models(), sinks) : register.open(id, chain.models());
  }

  /** The answer begins. Where nobody heard of an attempt, this is all there is to know. */
  void answered(StreamEvent.ResponseHeaders response, long nanoTime) {
    answered = true;
    if (turns.conclude(nanoTime) == 0) {
      sinks.attempted(
          new Attempt(
              forward.decision().getId(),
              forward.answered(response).model(),
              Math.max(1, response.attempts()),
              response.status(),
              response.retryAfter(),
              forward.request().stream(),
              nanoTime - beganNanos));
    }
  }

  /** Nothing more will be heard. Of attempts Envoy tells only where there may be several. */
  void over() {
    if (!answered && !forward.plan().chain().isSingle() && turns.isUnasked()) {
      sinks.unasked(forward.decision());
    }
    register.close(forward.decision().getId());
  }
}
