package dev.interlock.dialect;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.InferenceRequest;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A request body with what it says. The bytes are the truth: an edit replaces spans of them and
 * leaves everything else, unknown fields, key order, white space, number spelling and escapes, as
 * the client wrote it.
 *
 * <p>Immutable, for any thread, as long as nobody writes to the array that was read.
 */
public final class ParsedBody {
  private final byte[] bytes;
  private final InferenceRequest request;
  private final Span model;

  ParsedBody(byte[] bytes, InferenceRequest request, Span model) {
    this.bytes = requireNonNull(bytes, "bytes");
    this.request = requireNonNull(request, "request");
    this.model = requireNonNull(model, "model");
  }

  /** The bytes as received; not a copy, so not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  public InferenceRequest request() {
    return request;
  }

  /**
   * The body asking for {@code upstreamModel}: only the value of the top-level {@code model} is
   * replaced. The very array that was read, where it asks for that name already.
   */
  public byte[] withModel(String upstreamModel) {
    if (upstreamModel.equals(request.model())) {
      return bytes;
    }
    return model.replacedBy(quoted(upstreamModel), bytes);
  }

  private static byte[] quoted(String value) {
    byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(value);
    byte[] quoted = new byte[escaped.length + 2];
    quoted[0] = '"';
    System.arraycopy(escaped, 0, quoted, 1, escaped.length);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  /** Never the bytes: prompts do not reach logs. */
  @Override
  public String toString() {
    return "ParsedBody[" + request + "]";
  }
}
