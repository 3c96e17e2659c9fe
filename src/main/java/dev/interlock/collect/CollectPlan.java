package dev.interlock.collect;

import dev.interlock.catalog.Model;
import java.util.List;

/**
 * What to ask of whom.
 *
 * @param questions no two with the same id
 * @param models in the order in which each question is put to them
 * @param concurrency prompts under way at once
 * @param maxTokens the longest answer, where a prompt does not say itself
 * @param patience how long an answer is waited for
 */
public record CollectPlan(
    List<Question> questions,
    List<Model> models,
    int concurrency,
    int maxTokens,
    Patience patience) {
  public CollectPlan {
    questions = List.copyOf(questions);
    models = List.copyOf(models);
  }
}
