package dev.interlock.dialect;

import dev.interlock.dialect.ReadResult.Invalid;
import dev.interlock.dialect.ReadResult.Parsed;
import dev.interlock.inference.Api;
import tools.jackson.core.JacksonException;

/**
 * Reads a request body once, from its bytes, into what routing may know of it.
 *
 * <p>Strict where two parsers could read two different requests: JSON by RFC 8259 in well-formed
 * UTF-8 without a byte order mark, one object with nothing after it, and no field that Interlock
 * understands given twice, given in another letter case (Go's parser would take it), or of another
 * type. Lenient elsewhere: fields, roles and parts we do not know are the upstream's business; they
 * pass, and any text in a part counts as text.
 *
 * <p>A lone surrogate escape ({@code "\ud800"}) is legal JSON and passes; its bytes survive, and
 * what is read holds U+FFFD in its place.
 *
 * <p>Stateless, any thread; never throws for any input. Beside the body it takes at most eight
 * times its bytes.
 */
public final class RequestReader {
  /** Bytes allocated for each byte of a body at most, text in another script included. */
  static final int MAX_ALLOCATION_FACTOR = 8;

  private RequestReader() {}

  /**
   * Reads {@code body} as a request to {@code api}. The array is kept, not copied, and must not be
   * written to afterwards.
   */
  public static ReadResult read(Api api, byte[] body) {
    try {
      checkBytes(body);
      return new Parsed(readObject(BodyFormat.of(api), api, body));
    } catch (Refusal refusal) {
      return new Invalid(refusal.toError());
    } catch (JacksonException e) {
      return new Invalid(JsonCursor.refusal(e).toError());
    }
  }

  private static void checkBytes(byte[] body) {
    if (body.length == 0) {
      throw new Refusal("", "is empty");
    }
    int malformed = Utf8.firstMalformed(body);
    if (malformed >= 0) {
      throw new Refusal("", "is not valid UTF-8 (byte " + malformed + ")");
    }
  }

  private static ParsedBody readObject(BodyFormat format, Api api, byte[] body) {
    var draft = new RequestDraft();
    try (var json = new JsonCursor(body)) {
      json.startDocument();
      var keys = format.keys().fresh();
      for (String key = json.nextKey(keys); key != null; key = json.nextKey(keys)) {
        switch (key) {
          case "model" -> draft.model(json.string(), json.span());
          case "stream" -> draft.stream(json.flag());
          default -> value(key, format, json, draft);
        }
      }
      json.endDocument();
      if (format.needed().stream().noneMatch(keys::has)) {
        throw new Refusal(format.needed().getFirst(), "is missing");
      }
    }
    return draft.finish(api, body);
  }

  private static void value(String key, BodyFormat format, JsonCursor json, RequestDraft draft) {
    boolean caps = format.caps().contains(key);
    if (!caps && !format.thinking().contains(key)) {
      format.read(key, json, draft);
      return;
    }
    int start = json.start();
    format.read(key, json, draft);
    draft.member(new Member(key, caps, new Span(start, json.end())));
  }
}
