package dev.interlock.inference;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An LLM request as every stage after the reader sees it. Immutable; the bytes themselves stay with
 * the reader.
 *
 * @param api the endpoint asked
 * @param model the model name the client wrote
 * @param stream whether the answer is to be streamed
 * @param turns the conversation, oldest first, system text included; a prompt or an embedding input
 *     is one user turn
 * @param tools the number of tools offered
 * @param toolRequired whether the caller insists on a tool call
 * @param responseFormat the answer's shape, as far as parameters demand one
 * @param modalities kinds of content present
 * @param maxOutputTokens the caller's cap on the answer
 * @param reasoning what it says of thinking
 * @param bodyBytes size of the body in bytes
 * @param body everything the body says
 */
public record InferenceRequest(
    Api api,
    String model,
    boolean stream,
    List<Turn> turns,
    int tools,
    boolean toolRequired,
    ResponseFormat responseFormat,
    Set<Modality> modalities,
    OptionalInt maxOutputTokens,
    StatedReasoning reasoning,
    int bodyBytes,
    BodyText body) {
  public InferenceRequest {
    requireNonNull(api, "api");
    requireNonNull(model, "model");
    turns = List.copyOf(turns);
    requireNonNull(responseFormat, "responseFormat");
    modalities = Set.copyOf(modalities);
    requireNonNull(maxOutputTokens, "maxOutputTokens");
    requireNonNull(reasoning, "reasoning");
    requireNonNull(body, "body");
  }

  /** One that says nothing of thinking. */
  public InferenceRequest(
      Api api,
      String model,
      boolean stream,
      List<Turn> turns,
      int tools,
      boolean toolRequired,
      ResponseFormat responseFormat,
      Set<Modality> modalities,
      OptionalInt maxOutputTokens,
      int bodyBytes,
      BodyText body) {
    this(
        api,
        model,
        stream,
        turns,
        tools,
        toolRequired,
        responseFormat,
        modalities,
        maxOutputTokens,
        StatedReasoning.NONE,
        bodyBytes,
        body);
  }

  /** A request to {@code api} whose body nobody has read. */
  public static InferenceRequest unread(Api api) {
    return new InferenceRequest(
        api,
        "",
        false,
        List.of(),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(),
        OptionalInt.empty(),
        0,
        BodyText.EMPTY);
  }

  /**
   * What the caller asks now: the text of the last user turn, or of the last turn where no user
   * speaks.
   */
  public String subject() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role() == Role.USER && !turns.get(i).text().isBlank()) {
        return turns.get(i).text();
      }
    }
    return turns.isEmpty() ? "" : turns.getLast().text();
  }

  /**
   * Whether a model's tool calls are being answered: results have come that no model has spoken to
   * yet, or its calls are what was said last. Whoever called knows best what to make of them.
   */
  public boolean toolCallOpen() {
    for (int i = turns.size() - 1; i >= 0; i--) {
      Turn turn = turns.get(i);
      if (turn.role() == Role.ASSISTANT) {
        return turn.toolCalls() > 0 && (i == turns.size() - 1 || resultsAfter(i));
      }
    }
    return resultsAfter(-1);
  }

  private boolean resultsAfter(int index) {
    return turns.subList(index + 1, turns.size()).stream().anyMatch(t -> t.role() == Role.TOOL);
  }

  /** The same request to another name. */
  public InferenceRequest asking(String name) {
    return new InferenceRequest(
        api,
        name,
        stream,
        turns,
        tools,
        toolRequired,
        responseFormat,
        modalities,
        maxOutputTokens,
        reasoning,
        bodyBytes,
        body);
  }

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "InferenceRequest[api=%s, stream=%s, turns=%d, tools=%d, bodyBytes=%d]"
        .formatted(api, stream, turns.size(), tools, bodyBytes);
  }
}
