package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the breakers who was asked, and what came of it. */
public final class BreakerSink implements ExchangeSink {
  private static final Logger LOG = LoggerFactory.getLogger(BreakerSink.class);

  private final Breakers breakers;

  public BreakerSink(Breakers breakers) {
    this.breakers = breakers;
  }

  /** A model that was chosen is claimed already; one that was named is asked in any case. */
  @Override
  public void decided(Decision decision, RequestHead head, long nanos) {
    if (decision.getMode().isEmpty() && decision.getOutcome().hasForward()) {
      breakers.claim(decision.getOutcome().getForward().getModel(), decision.getId());
    }
  }

  /** The next of a plan is asked in any case: if its rest is over, that is its trial. */
  @Override
  public void turned(Model model) {
    breakers.claim(model.id(), "");
  }

  /** Others need not wait for an outcome that will not come. */
  @Override
  public void unasked(Decision decision) {
    breakers.giveBack(decision.getOutcome().getForward().getModel(), decision.getId());
  }

  @Override
  public void attempted(Attempt attempt) {
    String model = attempt.model().id();
    boolean changed =
        breakers.heard(
            model, attempt.status(), attempt.retryAfter(), attempt.stream(), attempt.nanos());
    if (changed) {
      LOG.warn(
          "model {}: {} (last answer: {})",
          model,
          breakers.health(model),
          attempt.status() == 0 ? "none" : attempt.status());
    }
  }
}
