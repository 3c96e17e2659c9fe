package dev.interlock.embedding;

import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a WordPiece vocabulary as a character trie in one open-addressing table. Pieces
 * that start a word and pieces that continue one ({@code ##}) have a root each. Immutable; any
 * thread.
 */
final class PieceTrie {
  static final int WORD_ROOT = 0;
  static final int CONTINUATION_ROOT = 1;
  static final int NONE = -1;

  private static final int CHAR_BITS = 16;
  private static final int CHILD_BITS = 24;
  private static final int CHILD_MASK = (1 << CHILD_BITS) - 1;
  private static final String CONTINUES = "##";

  /** Slot: node (24 bits), character (16), child + 1 (24); 0 is empty. */
  private final long[] slots;

  private final int mask;
  private final int[] pieceAt;

  private PieceTrie(long[] slots, int[] pieceAt) {
    this.slots = slots;
    this.mask = slots.length - 1;
    this.pieceAt = pieceAt;
  }

  /** The trie of {@code pieces}, whose ids are their positions. */
  static PieceTrie of(List<String> pieces) {
    int chars = 2;
    for (String piece : pieces) {
      chars += piece.length();
    }
    if (chars >= CHILD_MASK) {
      throw new EncoderException("vocabulary: " + chars + " characters (expected: < 16777215)");
    }
    long[] slots = new long[Integer.highestOneBit(chars) * 4];
    int[] pieceAt = new int[chars];
    Arrays.fill(pieceAt, NONE);
    var trie = new PieceTrie(slots, pieceAt);
    int nodes = 2;
    for (int id = 0; id < pieces.size(); id++) {
      String piece = pieces.get(id);
      boolean continues = piece.length() > 2 && piece.startsWith(CONTINUES);
      int node = continues ? CONTINUATION_ROOT : WORD_ROOT;
      for (int i = continues ? 2 : 0; i < piece.length(); i++) {
        int slot = trie.slot(node, piece.charAt(i));
        if (slots[slot] == 0) {
          slots[slot] = key(node, piece.charAt(i)) << CHILD_BITS | (nodes + 1);
          nodes++;
        }
        node = (int) (slots[slot] & CHILD_MASK) - 1;
      }
      pieceAt[node] = id;
    }
    return new PieceTrie(slots, Arrays.copyOf(pieceAt, nodes));
  }

  /** The child of {@code node} by {@code c}, or {@link #NONE}. */
  int child(int node, char c) {
    return (int) (slots[slot(node, c)] & CHILD_MASK) - 1;
  }

  /** The piece that ends at {@code node}, or {@link #NONE}. */
  int piece(int node) {
    return pieceAt[node];
  }

  private int slot(int node, char c) {
    long key = key(node, c);
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (slots[slot] != 0 && slots[slot] >>> CHILD_BITS != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long key(int node, char c) {
    return (long) node << CHAR_BITS | c;
  }
}
