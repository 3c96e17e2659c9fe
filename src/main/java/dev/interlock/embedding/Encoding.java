package dev.interlock.embedding;

import java.util.Optional;

/**
 * Lazily computed representations of one text. Each is computed at most once, by whoever first
 * asks; the transformer forward runs at most once and only if some head asks for it. Not
 * thread-safe: one request, one thread.
 */
public interface Encoding {
  /**
   * Name and version of the transformer's vector space; vectors of different spaces are never
   * compared. Vectors of 8 and 7 bits are of one space: heads taught with either tell the other's
   * texts apart as well, though the cosine of the two is but .98.
   */
  String space();

  /**
   * L2-normalised static vector of the whole text; all zeros for a text without known tokens, empty
   * without a static table. Do not modify.
   */
  float[] staticVector();

  /** Hashed word and character n-grams of the text (of a bounded sample, if the text is long). */
  SparseVector ngrams();

  /** Lengths and character counts of the text. */
  TextShape shape();

  /** Number of WordPiece tokens of the whole text; an estimate beyond half a million characters. */
  int tokens();

  /**
   * L2-normalised transformer vector over the window that the encoder's manifest gives (head and
   * tail of a long text), or empty when no transformer is loaded, it failed, or the deadline leaves
   * no time for it. Do not modify.
   */
  Optional<float[]> forward();

  /** Whether a forward pass has run for this text. */
  boolean forwardRan();

  /** How much of the text was seen by what, so far. */
  TextCoverage coverage();
}
