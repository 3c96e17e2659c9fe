package dev.interlock.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.inference.Api;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.ReasoningFamily;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.inference.Role;
import dev.interlock.inference.StatedReasoning;
import dev.interlock.inference.Turn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a request while its body is being read. */
final class RequestDraft {
  private static final String ON = "on";

  private @Nullable String model;
  private @Nullable Span modelSpan;
  private boolean stream;
  private final List<Turn> turns = new ArrayList<>();
  private final List<Turn> prelude = new ArrayList<>();
  private int tools;
  private boolean toolRequired;
  private ResponseFormat responseFormat = ResponseFormat.FREE;
  private final Set<Modality> modalities = EnumSet.noneOf(Modality.class);
  private OptionalInt maxOutputTokens = OptionalInt.empty();
  private boolean effortStated;
  private String effort = "";
  private boolean sampled;
  private final List<Member> members = new ArrayList<>(2);

  void model(String name, Span span) {
    model = name;
    modelSpan = span;
  }

  void stream(boolean stream) {
    this.stream = stream;
  }

  void turn(Turn turn) {
    turns.add(turn);
    noteText(turn);
  }

  /** Text that stands outside the conversation; it comes first, wherever it is written. */
  void prelude(Turn turn) {
    prelude.add(turn);
    noteText(turn);
  }

  private void noteText(Turn turn) {
    if (!turn.text().isEmpty()) {
      modalities.add(Modality.TEXT);
    }
  }

  void modality(Modality modality) {
    modalities.add(modality);
  }

  void tools(int more) {
    tools += more;
  }

  void toolRequired(boolean required) {
    toolRequired |= required;
  }

  void responseFormat(ResponseFormat format) {
    if (format != ResponseFormat.FREE) {
      responseFormat = format;
    }
  }

  /** Of several caps the smallest counts. */
  void maxOutputTokens(OptionalInt cap) {
    if (maxOutputTokens.isEmpty()
        || (cap.isPresent() && cap.getAsInt() < maxOutputTokens.getAsInt())) {
      maxOutputTokens = cap;
    }
  }

  /** The request says how much to think: a level's name, or in other ways. */
  void effort(String name) {
    effortStated = true;
    effort = name.isEmpty() ? effort : name;
  }

  /** The request turns thinking on or off, which says less than a level does. */
  void thinking(boolean on) {
    effortStated = true;
    if (effort.isEmpty()) {
      effort = on ? ON : ReasoningFamily.OFF;
    }
  }

  /** Whether it has a sampling parameter. */
  void sampled(boolean stated) {
    sampled |= stated;
  }

  /** A field that a budget might have written. */
  void member(Member member) {
    members.add(member);
  }

  private StatedReasoning reasoning() {
    boolean unthinkable = sampled || toolRequired || !isUsersTurn();
    boolean capped = members.stream().anyMatch(Member::isCap);
    return effortStated || unthinkable || capped
        ? new StatedReasoning(effortStated, effort, unthinkable, capped)
        : StatedReasoning.NONE;
  }

  /** Whether a user speaks last, and not to bring the results of the model's own calls. */
  private boolean isUsersTurn() {
    int last = turns.size() - 1;
    return last >= 0
        && turns.get(last).role() == Role.USER
        && (last == 0 || turns.get(last - 1).role() != Role.TOOL || !hasCalled());
  }

  /**
   * Whether results are those of the model's own calls: the results of a provider's own tools stand
   * within the model's turn, which waits for nobody.
   */
  private boolean hasCalled() {
    for (Turn turn : turns.reversed()) {
      if (turn.role() == Role.ASSISTANT) {
        return turn.toolCalls() > 0;
      }
    }
    return true;
  }

  ParsedBody finish(Api api, byte[] body) {
    if (model == null || modelSpan == null) {
      throw new Refusal("model", "is missing");
    }
    turns.addAll(0, prelude);
    var request =
        new InferenceRequest(
            api,
            model,
            stream,
            turns,
            tools,
            toolRequired,
            responseFormat,
            modalities,
            maxOutputTokens,
            reasoning(),
            body.length,
            () -> new String(body, UTF_8));
    return new ParsedBody(body, request, modelSpan, members);
  }

  /** Never the text: prompts do not reach logs. */
  @Override
  public String toString() {
    return "RequestDraft[turns=" + turns.size() + "]";
  }
}
