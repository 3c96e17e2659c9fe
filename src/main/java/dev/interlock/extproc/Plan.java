package dev.interlock.extproc;

import dev.interlock.failover.Chain;
import java.time.Duration;

/**
 * What Envoy is to try.
 *
 * @param chain the models, in turn
 * @param patience with each of them, up to the first byte of its answer
 */
record Plan(Chain chain, Duration patience) {}
