package dev.interlock.extproc;

import dev.interlock.failover.Chain;
import java.time.Duration;

/**
 * What Envoy is to try.
 *
 * @param chain the models, in turn
 * @param efforts what each of them is told of thinking
 * @param patience with each of them, up to the first byte of its answer
 */
record Plan(Chain chain, Efforts efforts, Duration patience) {
  /** Of models that are told nothing of thinking. */
  Plan(Chain chain, Duration patience) {
    this(chain, Efforts.NONE, patience);
  }
}
