package dev.interlock.dialect;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.RequestError;

/** What became of reading a body. */
public sealed interface ReadResult {
  /** The body says one thing to every reader, and this is it. */
  record Parsed(ParsedBody body) implements ReadResult {
    public Parsed {
      requireNonNull(body, "body");
    }
  }

  /** The body must not be forwarded: it is broken, or two parsers could read it differently. */
  record Invalid(RequestError error) implements ReadResult {
    public Invalid {
      requireNonNull(error, "error");
    }
  }
}
