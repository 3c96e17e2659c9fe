package dev.interlock.simulator.call;

import dev.interlock.inference.Api;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request's body as strictly as the real servers do. Thread-safe. */
public final class CallReader {
  private final JsonMapper mapper = new JsonMapper();

  /** The call in {@code body}, or why it is none. */
  public Reading read(Api api, byte[] body) {
    JsonNode root;
    try {
      root = mapper.readTree(body);
    } catch (JacksonException e) {
      return Refusal.invalid(null, "We could not parse the JSON body of your request.");
    }
    if (!root.isObject()) {
      return Refusal.invalid(null, "The body of your request is not a JSON object.");
    }
    Fields fields = new Fields(root);
    Call call =
        switch (api) {
          case CHAT -> ChatCalls.read(fields);
          case COMPLETIONS -> CompletionCalls.read(fields);
          case RESPONSES -> ResponsesCalls.read(fields);
          case EMBEDDINGS -> EmbeddingCalls.read(fields);
          case MESSAGES -> MessagesCalls.read(fields);
        };
    return fields.problem().<Reading>map(problem -> problem).orElse(call);
  }
}
