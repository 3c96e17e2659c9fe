package dev.interlock.collect;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import java.util.List;
import java.util.Set;

/**
 * What to ask of whom.
 *
 * @param questions no two with the same id
 * @param models in the order in which each question is put to them, at each of their efforts
 * @param names of models, or of models at an effort, that alone are asked; empty: all
 * @param concurrency prompts under way at once
 * @param maxTokens the longest answer, where a prompt does not say itself
 * @param patience how long an answer is waited for
 */
public record CollectPlan(
    List<Question> questions,
    List<Model> models,
    Set<String> names,
    int concurrency,
    int maxTokens,
    Patience patience) {
  public CollectPlan {
    questions = List.copyOf(questions);
    models = List.copyOf(models);
    names = Set.copyOf(names);
  }

  /** Whom {@code question} is put to, and how hard each is told to think. */
  List<Action> actions(Question question) {
    return models.stream()
        .flatMap(model -> Call.actions(question.asked(), model).stream())
        .filter(this::asks)
        .toList();
  }

  /** Whether {@code action} is one to ask. */
  public boolean asks(Action action) {
    return names.isEmpty() || names.contains(action.name()) || names.contains(action.model().id());
  }
}
