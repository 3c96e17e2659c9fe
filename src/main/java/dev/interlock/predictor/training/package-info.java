/**
 * From graded answers to a {@link dev.interlock.predictor.RouterBundle}: ridge and logistic
 * regressions over similarities to landmarks. Off the request path, one thread; the same rows give
 * the same bundle, byte for byte.
 */
@NullMarked
package dev.interlock.predictor.training;

import org.jspecify.annotations.NullMarked;
