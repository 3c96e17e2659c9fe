package dev.interlock.exchange;

import dev.interlock.cache.ResponseCache;
import dev.interlock.memory.Judgement;

/** Tells the cache which answers were bad. */
public final class CacheSink implements ExchangeSink {
  private final ResponseCache cache;

  public CacheSink(ResponseCache cache) {
    this.cache = cache;
  }

  @Override
  public void judged(Judgement judgement) {
    if (!judgement.isGood()) {
      var _ = cache.dislike(judgement.decisionId());
    }
  }
}
