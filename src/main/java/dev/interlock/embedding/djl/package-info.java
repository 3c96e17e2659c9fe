/**
 * The transformer forward pass through DJL and PyTorch: the only package that knows tensors.
 *
 * <p>Opened at start-up; passes run on requests' worker threads, each with a predictor of its own.
 * Knows nothing of requests, heads or signals.
 */
@NullMarked
package dev.interlock.embedding.djl;

import org.jspecify.annotations.NullMarked;
