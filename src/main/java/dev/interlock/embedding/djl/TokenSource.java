package dev.interlock.embedding.djl;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.interlock.embedding.EncoderManifest;
import dev.interlock.embedding.Tokens;
import java.io.IOException;
import java.util.Map;

/** Where a transformer's input ids come from. Thread-safe. */
sealed interface TokenSource extends AutoCloseable {
  /** At most {@code head + tail} ids of {@code text} between the markers. */
  long[] ids(String text, Tokens tokens);

  @Override
  void close();

  /** Our WordPiece where the encoder has its vocabulary, else the encoder's own tokenizer. */
  static TokenSource of(EncoderManifest manifest) throws IOException {
    if (!manifest.vocabulary().isEmpty()) {
      return new Shared(manifest);
    }
    return new Own(
        manifest,
        HuggingFaceTokenizer.newInstance(
            manifest.directory().resolve(manifest.tokenizer()),
            Map.of("truncation", "false", "padding", "false", "addSpecialTokens", "false")));
  }

  /** The ids that are there already. */
  record Shared(EncoderManifest manifest) implements TokenSource {
    @Override
    public long[] ids(String text, Tokens tokens) {
      int[] window =
          tokens.window(
              manifest.headTokens(), manifest.tailTokens(), manifest.clsId(), manifest.sepId());
      long[] ids = new long[window.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = window[i];
      }
      return ids;
    }

    @Override
    public void close() {}
  }

  /** Another vocabulary. It reads both ends of a long text only: it would tokenise all of it. */
  record Own(EncoderManifest manifest, HuggingFaceTokenizer tokenizer) implements TokenSource {
    private static final int CHARS_PER_TOKEN = 12;

    @Override
    public long[] ids(String text, Tokens tokens) {
      int head = manifest.headTokens();
      int tail = manifest.tailTokens();
      int ends = (head + tail) * CHARS_PER_TOKEN;
      if (text.length() > ends) {
        return joined(
            encode(text.substring(0, head * CHARS_PER_TOKEN)),
            head,
            encode(text.substring(text.length() - tail * CHARS_PER_TOKEN)),
            tail);
      }
      long[] all = encode(text);
      return all.length <= head + tail
          ? joined(all, all.length, all, 0)
          : joined(all, head, all, tail);
    }

    private long[] encode(String text) {
      return tokenizer.encode(text, false, false).getIds();
    }

    private long[] joined(long[] start, int head, long[] end, int tail) {
      int fromStart = Math.min(head, start.length);
      int fromEnd = Math.min(tail, end.length);
      long[] ids = new long[fromStart + fromEnd + 2];
      ids[0] = manifest.clsId();
      System.arraycopy(start, 0, ids, 1, fromStart);
      System.arraycopy(end, end.length - fromEnd, ids, 1 + fromStart, fromEnd);
      ids[ids.length - 1] = manifest.sepId();
      return ids;
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }
}
