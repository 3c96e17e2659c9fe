package dev.interlock.collect;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.dialect.ReadResult;
import dev.interlock.dialect.RequestReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.StatedReasoning;
import dev.interlock.inference.ThinkingBudget;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
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

  private final Action action;
  private final Api api;
  private final byte[] body;
  private final int maxTokens;

  private Call(Action action, Api api, byte[] body, int maxTokens) {
    this.action = action;
    this.api = api;
    this.body = body;
    this.maxTokens = maxTokens;
  }

  /** Who is asked, by id. */
  Model model() {
    return action.model();
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
   * What {@code asked} of {@code model} may be, as requests of clients are: at each of its efforts,
   * or at the one that {@code asked} states.
   */
  static List<Action> actions(Asked asked, Model model) {
    Optional<Api> api = api(asked, model);
    if (api.isEmpty()) {
      return List.of(Action.of(model));
    }
    StatedReasoning said =
        switch (asked) {
          case Asked.Words _ -> StatedReasoning.NONE;
          case Asked.Body(Api own, ObjectNode body) ->
              parsed(own, JSON.writeValueAsBytes(body.deepCopy().put("model", model.id())))
                  .map(each -> each.request().reasoning())
                  .orElse(StatedReasoning.NONE);
        };
    return said.stated()
        ? List.of(Action.stated(model, api.get(), said.effort()))
        : Action.all(model, api.get());
  }

  /** {@code asked} of {@code model}, which is told nothing of thinking. */
  static Optional<Call> of(Asked asked, Model model, int maxTokens) {
    return of(asked, Action.of(model), maxTokens);
  }

  /**
   * {@code asked} of a model, which is told to think as {@code action} has it; empty if none of its
   * endpoints takes it, or it leaves no room for so much thinking.
   *
   * @param maxTokens the longest answer, thinking aside, where neither {@code asked} nor the effort
   *     says it
   */
  static Optional<Call> of(Asked asked, Action action, int maxTokens) {
    return api(asked, action.model())
        .flatMap(
            api ->
                switch (asked) {
                  case Asked.Words(List<Turn> turns) ->
                      of(action, api, words(api, turns), maxTokens);
                  case Asked.Body(Api _, ObjectNode body) ->
                      of(action, api, body.deepCopy(), maxTokens);
                });
  }

  /** Where {@code model} is asked: words preferably where it can be told how hard to think. */
  private static Optional<Api> api(Asked asked, Model model) {
    return switch (asked) {
      case Asked.Words(List<Turn> turns) -> {
        List<Api> served =
            PREFERRED.stream()
                .filter(model.apis()::contains)
                .filter(api -> api != Api.COMPLETIONS || turns.size() == 1)
                .toList();
        yield served.stream()
            .filter(api -> Action.all(model, api).stream().anyMatch(a -> a.effort().isPresent()))
            .findFirst()
            .or(() -> served.stream().findFirst());
      }
      case Asked.Body(Api api, ObjectNode _) -> Optional.of(api).filter(model.apis()::contains);
    };
  }

  private static Optional<Call> of(Action action, Api api, ObjectNode body, int maxTokens) {
    List<String> names =
        api == Api.RESPONSES
            ? List.of("max_output_tokens")
            : List.of("max_tokens", "max_completion_tokens");
    int said = names.stream().mapToInt(name -> body.path(name).asInt(0)).max().orElse(0);
    Optional<ThinkingBudget> budget = action.effort().map(Effort::budget);
    int most = said > 0 ? said : longest(budget, maxTokens);
    if (said == 0) {
      body.put(names.getFirst(), most);
    }
    body.put("model", action.model().id());
    byte[] bytes = JSON.writeValueAsBytes(body);
    Optional<ParsedBody> parsed = budget.flatMap(_ -> parsed(api, bytes));
    if (parsed.isEmpty()) {
      return Optional.of(new Call(action, api, bytes, most));
    }
    StatedReasoning reasoning = parsed.get().request().reasoning();
    boolean thinkable = reasoning.stated() || !reasoning.unthinkable();
    return budget.orElseThrow().fits(api, OptionalInt.of(most), thinkable)
        ? Optional.of(
            new Call(
                action, api, parsed.get().asking(action.model().id(), budget).orElse(bytes), most))
        : Optional.empty();
  }

  /** Room for the thinking, and for as long an answer as of those that do not think. */
  private static int longest(Optional<ThinkingBudget> budget, int maxTokens) {
    return budget
        .map(each -> each.maxTokens().orElse(maxTokens + each.thinkingTokens().orElse(0)))
        .orElse(maxTokens);
  }

  private static Optional<ParsedBody> parsed(Api api, byte[] body) {
    return RequestReader.read(api, body) instanceof ReadResult.Parsed(ParsedBody parsed)
        ? Optional.of(parsed)
        : Optional.empty();
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
    return new Call(action, api, JSON.writeValueAsBytes(renamed), maxTokens);
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
    return mostUsd(model());
  }

  /** The same if {@code other} answers it. */
  double mostUsd(Model other) {
    return other.price().usd((double) body.length + AROUND, (double) maxTokens);
  }

  /** Not the body. */
  @Override
  public String toString() {
    return "Call[" + action.name() + ", " + api.id() + "]";
  }
}
