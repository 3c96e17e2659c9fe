package dev.interlock.embedding;

import dev.interlock.concurrent.Deadline;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes each representation when it is first asked for. */
final class LazyEncoding implements Encoding {
  /** Longer texts are tokenised in two parts, beginning and end, and their length is estimated. */
  static final int HEAD_CHARS = 384 * 1024;

  static final int TAIL_CHARS = 128 * 1024;

  private static final float[] NO_VECTOR = {};

  private final String text;
  private final Deadline deadline;
  private final String space;
  private final WordPiece wordPiece;
  private final @Nullable StaticTable table;
  private final @Nullable ForwardPass transformer;

  private @Nullable Tokens tokens;
  private float @Nullable [] staticVector;
  private @Nullable SparseVector ngrams;
  private @Nullable TextShape shape;
  private boolean forwardTried;
  private ForwardPass.@Nullable Output forward;

  LazyEncoding(
      String text,
      Deadline deadline,
      String space,
      WordPiece wordPiece,
      @Nullable StaticTable table,
      @Nullable ForwardPass transformer) {
    this.text = text;
    this.deadline = deadline;
    this.space = space;
    this.wordPiece = wordPiece;
    this.table = table;
    this.transformer = transformer;
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public float[] staticVector() {
    if (staticVector == null) {
      staticVector = table == null ? NO_VECTOR : table.embed(seenTokens());
    }
    return staticVector;
  }

  @Override
  public SparseVector ngrams() {
    if (ngrams == null) {
      ngrams = NgramHasher.hash(text);
    }
    return ngrams;
  }

  @Override
  public TextShape shape() {
    if (shape == null) {
      shape = TextShape.of(text);
    }
    return shape;
  }

  @Override
  public int tokens() {
    int seen = seenTokens().size();
    int window = HEAD_CHARS + TAIL_CHARS;
    return text.length() <= window ? seen : (int) ((long) seen * text.length() / window);
  }

  @Override
  public Optional<float[]> forward() {
    if (!forwardTried && transformer != null && !deadline.expired()) {
      forwardTried = true;
      forward = transformer.run(text, seenTokens()).orElse(null);
    }
    return forward == null ? Optional.empty() : Optional.of(forward.vector());
  }

  @Override
  public boolean forwardRan() {
    return forward != null;
  }

  @Override
  public TextCoverage coverage() {
    return new TextCoverage(
        text.length(),
        tokens == null ? 0 : tokens(),
        staticVector == null || tokens == null ? 0 : tokens.size(),
        ngrams == null ? 0 : NgramHasher.sampled(text.length()),
        forward == null ? 0 : forward.tokens());
  }

  private Tokens seenTokens() {
    if (tokens == null) {
      if (text.length() <= HEAD_CHARS + TAIL_CHARS) {
        tokens = wordPiece.tokenize(text);
      } else {
        int tail = text.length() - TAIL_CHARS;
        tokens =
            wordPiece
                .tokenize(text, 0, HEAD_CHARS)
                .plus(wordPiece.tokenize(text, tail, text.length()));
      }
    }
    return tokens;
  }
}
