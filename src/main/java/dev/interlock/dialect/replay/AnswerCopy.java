package dev.interlock.dialect.replay;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Api;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A copy of one answer made while it passes, and the judgement, once it has ended, whether it is
 * whole: finished as its dialect says, and in a form that can be told again without loss.
 *
 * <p>{@link #accept} only copies bytes; {@link #finish} reads them, and belongs off the response
 * path. Memory is bounded by the bytes allowed, and while finishing by a small multiple of them.
 * One stream, one thread at a time. Never throws, whatever the bytes.
 */
public final class AnswerCopy {
  /** Why an answer is not to be told again. */
  public enum Why {
    /** It outgrew the bytes allowed for it. */
    TOO_LARGE,
    /** It broke off before its end. */
    CUT,
    /** It is an error, or one came in its midst. */
    FAILED,
    /** It stopped at a limit or a filter, paused, or does not say why it stopped. */
    UNFINISHED,
    /** The model refused. */
    REFUSED,
    /** It has neither text nor a call of a tool that has a name. */
    EMPTY,
    /** It is in a form, or has parts, that are not understood. */
    UNREADABLE
  }

  /** What became of the answer. */
  public sealed interface Result {
    /** It is whole. */
    record Whole(WholeAnswer answer) implements Result {}

    /** It is not to be told again. */
    record Unfit(Why why) implements Result {}
  }

  private enum Form {
    JSON,
    EVENTS
  }

  private final Api api;
  private final Form form;
  private final HeldBytes held;
  private final int largestBytes;
  private @Nullable Result result;

  private AnswerCopy(Api api, Form form, int largestBytes, @Nullable Result result) {
    this.api = api;
    this.form = form;
    this.largestBytes = largestBytes;
    this.result = result;
    held = new HeldBytes(largestBytes);
  }

  /**
   * A copy of one answer.
   *
   * @param api the endpoint asked
   * @param contentType the answer's, as received; empty counts as JSON
   * @param largestBytes most bytes to keep, as they pass: a stream of events takes some fifty times
   *     its text
   */
  public static AnswerCopy of(Api api, String contentType, int largestBytes) {
    requireNonNull(api, "api");
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    boolean events = type.strip().toLowerCase(Locale.ROOT).equals("text/event-stream");
    boolean json = type.isBlank() || type.strip().equalsIgnoreCase("application/json");
    Why why =
        switch (api) {
          case EMBEDDINGS -> json ? null : Why.UNREADABLE;
          case CHAT, COMPLETIONS, MESSAGES, RESPONSES -> json || events ? null : Why.UNREADABLE;
        };
    return new AnswerCopy(
        api,
        events ? Form.EVENTS : Form.JSON,
        largestBytes,
        why == null ? null : new Result.Unfit(why));
  }

  /** Copies the next chunk, from the buffer's position to its limit, and moves neither. */
  public void accept(ByteBuffer chunk) {
    if (result == null) {
      held.append(chunk);
    }
  }

  /** Bytes of memory that the copy takes now. */
  public long heldBytes() {
    return held.allocated();
  }

  /** Judges the answer, all of whose chunks were given, and lets the copy go. */
  public Result finish() {
    if (result == null) {
      result = held.overflowed() ? new Result.Unfit(Why.TOO_LARGE) : judge();
      held.clear();
    }
    return result;
  }

  private Result judge() {
    try {
      byte[] json =
          switch (form) {
            case JSON -> held.toArray();
            case EVENTS -> EventStream.assemble(api, held);
          };
      if (json.length > largestBytes) {
        return new Result.Unfit(Why.TOO_LARGE);
      }
      return new Result.Whole(Body.read(api, json));
    } catch (Objection objection) {
      return new Result.Unfit(objection.why());
    }
  }
}
