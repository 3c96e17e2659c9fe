package dev.interlock.embedding;

import dev.interlock.concurrent.Deadline;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The encoder in this process: WordPiece, static table, n-grams and, where one is loaded, a
 * transformer.
 */
public final class LocalTextEncoder implements TextEncoder, AutoCloseable {
  private final String space;
  private final String staticSpace;
  private final WordPiece wordPiece;
  private final @Nullable StaticTable table;
  private final @Nullable ForwardPass forward;
  private final EncoderStatus status;

  private LocalTextEncoder(
      String space,
      String staticSpace,
      WordPiece wordPiece,
      @Nullable StaticTable table,
      @Nullable ForwardPass forward,
      EncoderStatus status) {
    this.space = space;
    this.staticSpace = staticSpace;
    this.wordPiece = wordPiece;
    this.table = table;
    this.forward = forward;
    this.status = status;
  }

  /**
   * An encoder with the vocabulary and the static table that {@code manifest} describes.
   *
   * @param space name of the vector space of {@code forward}
   * @param forward the transformer, closed with the encoder or if this fails; empty: none
   * @param status what to tell the operator
   */
  public static LocalTextEncoder open(
      EncoderManifest manifest, String space, Optional<ForwardPass> forward, EncoderStatus status) {
    try {
      var wordPiece = new WordPiece(manifest.pieces(), manifest.unkId());
      StaticTable table =
          manifest.table().isEmpty()
              ? null
              : StaticTable.read(manifest.directory().resolve(manifest.table()));
      return new LocalTextEncoder(
          space, manifest.staticSpace(), wordPiece, table, forward.orElse(null), status);
    } catch (RuntimeException e) {
      forward.ifPresent(ForwardPass::close);
      throw e;
    } catch (IOException e) {
      forward.ifPresent(ForwardPass::close);
      throw new EncoderException(manifest.directory() + ": unreadable: " + e.getMessage(), e);
    }
  }

  @Override
  public Encoding encode(String text, Deadline deadline) {
    return new LazyEncoding(text, deadline, space, wordPiece, table, forward);
  }

  @Override
  public String space() {
    return space;
  }

  @Override
  public String staticSpace() {
    return staticSpace;
  }

  /** Length of static vectors; 0 when there is no table. */
  public int staticDimension() {
    return table == null ? 0 : table.dimension();
  }

  /** How this encoder runs. */
  public EncoderStatus status() {
    return status;
  }

  @Override
  public void close() {
    if (forward != null) {
      forward.close();
    }
  }
}
