/**
 * What each model can be expected to make of a prompt: the router bundle, learnt from graded
 * answers.
 *
 * <p>A bundle is immutable and shared; predictions run on the thread of the request and never ask
 * for the encoder's transformer. Knows nothing of requests, prices or policy.
 */
@NullMarked
package dev.interlock.predictor;

import org.jspecify.annotations.NullMarked;
