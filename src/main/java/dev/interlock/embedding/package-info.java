/**
 * Text to vectors: tokenizer, static table, hashed n-grams and, in the {@code djl} leaf, the
 * transformer forward pass.
 *
 * <p>Encodings belong to one request and one thread; encoders are shared. Knows nothing of signals
 * or policy.
 */
@NullMarked
package dev.interlock.embedding;

import org.jspecify.annotations.NullMarked;
