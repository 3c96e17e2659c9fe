package dev.interlock.exchange;

import dev.interlock.memory.Learning;
import dev.interlock.memory.Sign;
import dev.interlock.proto.decision.v1.Decision;

/** Tells the memory who answered, who failed, and who was asked in whose place. */
public final class MemorySink implements ExchangeSink {
  private static final int LEAST_ERROR = 400;
  private static final int LEAST_SERVER_ERROR = 500;

  private final Learning learning;

  public MemorySink(Learning learning) {
    this.learning = learning;
  }

  @Override
  public void attempted(Attempt attempt) {
    String decision = attempt.decisionId();
    if (attempt.number() > 1) {
      // Until now the one before it was taken for who answers.
      learning.turned(decision, attempt.model().id());
    }
    learning.answered(decision, attempt.model().id());
    if (attempt.status() == 0 || attempt.status() >= LEAST_SERVER_ERROR) {
      learning.noticed(decision, Sign.FAILURE, attempt.model().id());
    }
  }

  @Override
  public void unasked(Decision decision) {
    learning.unasked(decision.getId());
  }

  /** An answer that was cut off by whomever: clients may do so, too. */
  @Override
  public void ended(Exchange exchange) {
    boolean begun = exchange.status() > 0 && exchange.status() < LEAST_ERROR;
    if (begun && !exchange.complete() && exchange.decision().getMode().isEmpty()) {
      learning.noticed(exchange.decision().getId(), Sign.FAILURE, exchange.model().id());
    }
  }
}
