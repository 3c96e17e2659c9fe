/**
 * Deadlines, cancellation and the bounded worker pool: the only place that starts threads for the
 * request path.
 *
 * <p>Any thread. Knows nothing of requests.
 */
@NullMarked
package dev.interlock.concurrent;

import org.jspecify.annotations.NullMarked;
