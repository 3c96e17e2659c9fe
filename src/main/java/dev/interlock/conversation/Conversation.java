package dev.interlock.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who answered the latest turns of one conversation. Immutable.
 *
 * @param answers oldest first, at most {@value #MOST}, not empty
 * @param disputed whether the same turns were sent to another model, too: whose answer a later
 *     request repeats is not known then
 * @param latest the question behind the last of them
 */
public record Conversation(List<Answered> answers, boolean disputed, Question latest) {
  /** Answers that are remembered: as far as a change of the model counts as recent. */
  public static final int MOST = 8;

  public Conversation {
    answers = List.copyOf(answers);
    if (answers.isEmpty() || answers.size() > MOST) {
      throw new IllegalArgumentException(
          "answers: " + answers.size() + " (expected: 1.." + MOST + ")");
    }
  }

  /** One that nobody else had. */
  Conversation(List<Answered> answers, Question latest) {
    this(answers, false, latest);
  }

  /**
   * One answer.
   *
   * @param model its id
   * @param inputTokens tokens that the model read
   * @param atNanos when it was asked, on the memory's clock
   */
  public record Answered(String model, double inputTokens, long atNanos) {}

  /**
   * What a model was asked.
   *
   * @param decisionId of the decision about it
   * @param text sketch of it; empty where it is too short to tell
   */
  public record Question(String decisionId, Optional<Likeness> text) {}

  /** The model that answered last. */
  public String model() {
    return answers.getLast().model();
  }

  /** How often the model changed within the answers that are remembered. */
  public int switches() {
    int switches = 0;
    for (int i = 1; i < answers.size(); i++) {
      switches += answers.get(i).model().equals(answers.get(i - 1).model()) ? 0 : 1;
    }
    return switches;
  }

  /** What {@code model} read last in this conversation. */
  public Optional<Answered> latest(String model) {
    return answers.reversed().stream().filter(each -> each.model().equals(model)).findFirst();
  }

  /** This and one more answer. */
  Conversation and(Answered next, Question question) {
    var more = new ArrayList<Answered>(answers);
    more.add(next);
    return new Conversation(more.subList(Math.max(0, more.size() - MOST), more.size()), question);
  }

  /** This, where {@code before} is remembered of the very same turns. */
  Conversation inPlaceOf(Conversation before) {
    return new Conversation(
        answers, disputed || before.disputed || !before.model().equals(model()), latest);
  }

  /** This, where {@code model} answered the same turns to somebody else. */
  Conversation beside(String model) {
    return new Conversation(answers, disputed || !model.equals(model()), latest);
  }

  /** Whether it has an answer to what was asked at {@code atNanos}. */
  boolean has(long atNanos) {
    return answers.stream().anyMatch(each -> each.atNanos() == atNanos);
  }

  /** This, if {@code model} gave the answer to what was asked at {@code atNanos}. */
  Conversation answeredBy(String model, long atNanos) {
    return new Conversation(
        answers.stream()
            .map(
                each ->
                    each.atNanos() == atNanos
                        ? new Answered(model, each.inputTokens(), atNanos)
                        : each)
            .toList(),
        disputed,
        latest);
  }
}
