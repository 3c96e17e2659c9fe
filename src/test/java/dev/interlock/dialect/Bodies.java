package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.dialect.ReadResult.Invalid;
import dev.interlock.dialect.ReadResult.Parsed;
import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestError;

/** Reading bodies in tests, where the result is known. */
final class Bodies {
  private Bodies() {}

  static InferenceRequest request(Api api, String body) {
    return parsed(api, body.getBytes(UTF_8)).request();
  }

  static ParsedBody parsed(Api api, byte[] body) {
    return switch (RequestReader.read(api, body)) {
      case Parsed(var parsed) -> parsed;
      case Invalid(var error) -> throw new AssertionError(error);
    };
  }

  static RequestError error(Api api, byte[] body) {
    return switch (RequestReader.read(api, body)) {
      case Parsed(var parsed) -> throw new AssertionError("read as " + parsed);
      case Invalid(var error) -> error;
    };
  }
}
