package dev.interlock.embedding;

import java.util.Arrays;
import java.util.List;

/**
 * BERT's uncased WordPiece tokenizer: greedy longest match over a trie, streaming over the text,
 * with no allocation per token. Gives the ids of Hugging Face's {@code BertTokenizer}, except that
 * marker names in a text ({@code [SEP]}) are text: a prompt cannot forge a marker.
 *
 * <p>Immutable; any thread.
 */
public final class WordPiece {
  private static final int MAX_WORD = 100;

  private final PieceTrie trie;
  private final int unknown;

  /**
   * @param pieces the vocabulary; ids are positions
   * @param unknown id of the piece for words that cannot be split
   */
  public WordPiece(List<String> pieces, int unknown) {
    this.trie = PieceTrie.of(pieces);
    this.unknown = unknown;
  }

  /** Token ids of {@code text}, without markers. */
  public Tokens tokenize(CharSequence text) {
    return tokenize(text, 0, text.length());
  }

  /** Token ids of {@code text} from {@code start} to {@code end}, without markers. */
  Tokens tokenize(CharSequence text, int start, int end) {
    var run = new Run(Math.max(16, (end - start) / 3));
    for (int i = start; i < end; i++) {
      int c = text.charAt(i);
      if (Character.isHighSurrogate((char) c) && i + 1 < end) {
        char low = text.charAt(i + 1);
        if (Character.isLowSurrogate(low)) {
          c = Character.toCodePoint((char) c, low);
          i++;
        }
      }
      CharFold.Page page = CharFold.page(c);
      int at = c & 0xff;
      byte kind = page.kind[at];
      if (kind == CharFold.MANY) {
        for (int folded : page.many[at]) {
          run.accept(CharFold.kindOfFolded(folded), folded);
        }
      } else {
        run.accept(kind, page.folded[at]);
      }
    }
    run.endWord();
    return new Tokens(run.ids, run.size);
  }

  /** The state of one tokenisation. */
  private final class Run {
    private final char[] word = new char[2 * MAX_WORD];
    private int wordChars;
    private int wordCodePoints;
    private int[] ids;
    private int size;

    Run(int capacity) {
      ids = new int[capacity];
    }

    void accept(byte kind, int c) {
      switch (kind) {
        case CharFold.WORD -> append(c);
        case CharFold.SPACE -> endWord();
        case CharFold.ALONE -> {
          endWord();
          append(c);
          endWord();
        }
        default -> {}
      }
    }

    private void append(int c) {
      if (++wordCodePoints > MAX_WORD) {
        return;
      }
      if (c < 0x10000) {
        word[wordChars++] = (char) c;
      } else {
        wordChars += Character.toChars(c, word, wordChars);
      }
    }

    void endWord() {
      if (wordCodePoints > MAX_WORD) {
        push(unknown);
      } else if (wordCodePoints > 0) {
        split();
      }
      wordChars = 0;
      wordCodePoints = 0;
    }

    private void split() {
      int rewind = size;
      int from = 0;
      while (from < wordChars) {
        int node = from == 0 ? PieceTrie.WORD_ROOT : PieceTrie.CONTINUATION_ROOT;
        int longest = PieceTrie.NONE;
        int end = from;
        for (int i = from; i < wordChars; i++) {
          node = trie.child(node, word[i]);
          if (node == PieceTrie.NONE) {
            break;
          }
          if (trie.piece(node) != PieceTrie.NONE) {
            longest = trie.piece(node);
            end = i + 1;
          }
        }
        if (longest == PieceTrie.NONE) {
          size = rewind;
          push(unknown);
          return;
        }
        push(longest);
        from = end;
      }
    }

    private void push(int id) {
      if (size == ids.length) {
        ids = Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
    }
  }
}
