package dev.interlock.collect;

import dev.interlock.catalog.Model;
import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One request to one model. Immutable. */
final class Call {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Where words are put, the first that a model serves. */
  private static final List<Api> PREFERRED =
      List.of(Api.CHAT, Api.MESSAGES, Api.RESPONSES, Api.COMPLETIONS);

  /** Tokens that a server puts around a request of ours at most: roles and marks of turns. */
  private static final int AROUND = 64;

  private final Model model;
  private final Api api;
  private final byte[] body;
  private final int maxTokens;

  private Call(Model model, Api api, byte[] body, int maxTokens) {
    this.model = model;
    this.api = api;
    this.body = body;
    this.maxTokens = maxTokens;
  }

  /** Who is asked, by id. */
  Model model() {
    return model;
  }

  /** At which endpoint. */
  Api api() {
    return api;
  }

  /** The bytes, not to be written to. */
  byte[] body() {
    return body;
  }

  /**
   * {@code asked} of {@code model}; empty if none of its endpoints takes it.
   *
   * @param maxTokens the longest answer, where {@code asked} does not say itself
   */
  static Optional<Call> of(Asked asked, Model model, int maxTokens) {
    return switch (asked) {
      case Asked.Words(List<Turn> turns) ->
          PREFERRED.stream()
              .filter(model.apis()::contains)
              .filter(api -> api != Api.COMPLETIONS || turns.size() == 1)
              .findFirst()
              .map(api -> of(model, api, words(api, turns), maxTokens));
      case Asked.Body(Api api, ObjectNode body) ->
          model.apis().contains(api)
              ? Optional.of(of(model, api, body.deepCopy(), maxTokens))
              : Optional.empty();
    };
  }

  private static Call of(Model model, Api api, ObjectNode body, int maxTokens) {
    List<String> names =
        api == Api.RESPONSES
            ? List.of("max_output_tokens")
            : List.of("max_tokens", "max_completion_tokens");
    int said = names.stream().mapToInt(name -> body.path(name).asInt(0)).max().orElse(0);
    if (said == 0) {
      body.put(names.getFirst(), maxTokens);
    }
    body.put("model", model.id());
    return new Call(model, api, JSON.writeValueAsBytes(body), said == 0 ? maxTokens : said);
  }

  /**
   * The same with the longest answer as {@code max_completion_tokens}, which is all that OpenAI's
   * reasoning models take, and which older servers do not know.
   */
  Call respelt() {
    ObjectNode renamed = (ObjectNode) JSON.readTree(body);
    JsonNode most = renamed.remove("max_tokens");
    if (most != null) {
      renamed.set("max_completion_tokens", most);
    }
    return new Call(model, api, JSON.writeValueAsBytes(renamed), maxTokens);
  }

  private static ObjectNode words(Api api, List<Turn> turns) {
    ObjectNode body = JSON.createObjectNode();
    switch (api) {
      case CHAT -> messages(turns, body.putArray("messages"));
      case RESPONSES -> messages(turns, body.putArray("input"));
      case COMPLETIONS -> body.put("prompt", turns.getLast().text());
      case MESSAGES -> {
        List<String> system =
            turns.stream().filter(turn -> turn.role() == Role.SYSTEM).map(Turn::text).toList();
        if (!system.isEmpty()) {
          body.put("system", String.join("\n\n", system));
        }
        messages(
            turns.stream().filter(turn -> turn.role() != Role.SYSTEM).toList(),
            body.putArray("messages"));
      }
      case EMBEDDINGS -> throw new IllegalArgumentException("embeddings: no answer to grade");
    }
    return body;
  }

  private static void messages(List<Turn> turns, ArrayNode to) {
    for (Turn turn : turns) {
      to.addObject()
          .put("role", turn.role().name().toLowerCase(Locale.ROOT))
          .put("content", turn.text());
    }
  }

  /**
   * What it costs at most, in USD: no vocabulary of bytes has more tokens than a text has bytes.
   */
  double mostUsd() {
    return model.price().usd((double) body.length + AROUND, (double) maxTokens);
  }

  /** Not the body. */
  @Override
  public String toString() {
    return "Call[" + model.id() + ", " + api.id() + "]";
  }
}
