package dev.interlock.journal;

/**
 * Some of the traffic. Costs are USD at list prices over the requests whose tokens are known;
 * whoever would have answered is taken to need the same tokens.
 *
 * @param group how the requests are told apart: {@code all}, {@code route}, {@code model}, {@code
 *     tenant}
 * @param name which of the group
 * @param requests how many, refusals included
 * @param answered the share that got a whole answer below status 400 (Wilson)
 * @param costed how many have known tokens
 * @param cost what they cost
 * @param decidedCost what they would have cost where the decisions sent them
 * @param saved the difference of the two (bootstrap)
 * @param savedAgainstBiggest against the biggest model, what was saved where decisions were
 *     followed, and what would have been where they were not (bootstrap)
 * @param costPerAnswer what was paid, failures included, per request that got its answer
 *     (bootstrap)
 * @param judged of how many it is known whether the answer was good enough
 * @param passRate the share of those that was (Wilson)
 * @param costPerPass what was paid for those, per answer that was good enough (bootstrap)
 * @param quality expected of who answered (bootstrap)
 * @param decidedQuality expected of who was chosen (bootstrap)
 * @param cached how many got a kept answer; where decisions were not followed, would have got one
 * @param savedByCache what those answers had cost; where decisions were not followed, what the
 *     model that was chosen for such an answer would have cost: a part of what was saved against
 *     the biggest (bootstrap)
 */
public record ReportLine(
    String group,
    String name,
    long requests,
    Estimate answered,
    long costed,
    double cost,
    double decidedCost,
    Estimate saved,
    Estimate savedAgainstBiggest,
    Estimate costPerAnswer,
    long judged,
    Estimate passRate,
    Estimate costPerPass,
    Estimate quality,
    Estimate decidedQuality,
    long cached,
    Estimate savedByCache) {}
