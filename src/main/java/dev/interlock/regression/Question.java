package dev.interlock.regression;

import dev.interlock.bootstrap.DecisionEngine;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Map;

/**
 * A request that is known beforehand. Its text is in no message.
 *
 * @param place where it stands: {@code prompts.jsonl:12}
 */
record Question(String place, RequestHead head, InferenceRequest request) {
  /** What came of reading one. */
  sealed interface Read {
    /** It is one. */
    record Asked(Question question) implements Read {}

    /** It is none; {@code problem} says why. */
    record Unreadable(String problem) implements Read {}
  }

  /** The request {@code body} as it would arrive at {@code api}. */
  static Read read(String place, Api api, byte[] body, Map<String, String> headers, Caller caller) {
    return switch (RequestReader.read(api, body)) {
      case ReadResult.Invalid(var error) -> new Read.Unreadable(place + ": " + error.message());
      case ReadResult.Parsed(var parsed) ->
          new Read.Asked(
              new Question(
                  place, new RequestHead("POST", api.path(), headers, caller), parsed.request()));
    };
  }

  Decision ask(DecisionEngine engine) {
    return engine.explain(request, head);
  }
}
