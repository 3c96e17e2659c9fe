package dev.interlock.semantic;

/**
 * Which promise: evidence of one encoder, bound or judge is none for another.
 *
 * @param maxError what is promised
 * @param judge who compares answers
 */
record PromiseKey(Inquiry.Scope scope, double maxError, String judge) {}
