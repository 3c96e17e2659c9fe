package dev.interlock.semantic;

import dev.interlock.reuse.Certificate;

/**
 * A scope's promise, for people to look at.
 *
 * @param rule that states it
 * @param tenant for whom; may be empty
 * @param observed whether it is of requests that go their own way: what would have been given again
 * @param hits answers given again
 * @param judgedRight answers that were compared with a model's and found the same
 * @param judgedWrong those that were not
 * @param notJudged those of which nobody was asked, as too many were judged at once
 * @param certificate what can be shown for the promise
 */
public record SemanticView(
    String rule,
    String tenant,
    boolean observed,
    long hits,
    long judgedRight,
    long judgedWrong,
    long notJudged,
    Certificate certificate) {
  static SemanticView of(Inquiry.Scope scope, Promise promise) {
    return new SemanticView(
        scope.rule(),
        scope.tenant(),
        scope.observed(),
        promise.hits(),
        promise.judgedRight(),
        promise.judgedWrong(),
        promise.notJudged(),
        promise.certificate());
  }
}
