package dev.interlock.routing;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.concurrent.Deadline;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Recollection;
import dev.interlock.failover.Health;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalSet;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which model is asked, when one must be: what is known of the candidates, who holds the
 * conversation, who rests, and what is tried to learn. Thread-safe.
 */
record ModelChoice(
    RouterEnvironment environment, CacheStage cache, ConversationSettings conversation) {
  /**
   * Chooses for a request that nothing kept answers.
   *
   * @param attachment for the answer, if it is kept
   */
  RoutingOutcome of(Judged judged, Attachment attachment) {
    Targets.Virtual target = judged.target();
    InferenceRequest request = judged.request();
    RequestHead head = judged.head();
    Deadline deadline = judged.deadline();
    Stages stages = judged.stages();
    Manner manner = judged.manner();
    DecisionRecord record = judged.record();
    Judged.Seen seen = judged.seen();
    SignalSet signals = seen.signals();
    Verdict verdict = judged.verdict();
    Stakes stakes = judged.stakes();
    Candidates candidates = target.candidates().of(request);
    List<Integer> index = candidates.catalogIndex();
    Workload workload = Workload.of(request, signals);
    Remembrance remembrance =
        Remembrance.of(
            environment.learning(),
            new Remembrance.Asking(target.virtualModel().name(), judged.intent(), head.caller()),
            forecast(candidates, request, seen, deadline, record),
            candidates.names());
    record.memory(remembrance.record());
    Expectations expected = remembrance.expectations();
    BitSet resting = resting(candidates.actions());
    Recollection recollection =
        environment
            .conversations()
            .recall(request, head, target.virtualModel().name(), conversation);
    var continuity =
        new Continuity(
            candidates.actions().stream().map(Action::model).toList(),
            request,
            workload.inputTokens(),
            recollection,
            conversation);
    Function<BitSet, Selection> select =
        asleep ->
            candidates
                .selector()
                .select(
                    workload,
                    expected,
                    i -> verdict.allows(index.get(i)),
                    asleep::get,
                    verdict.stated().objective(),
                    stakes.failureCost(),
                    continuity.standing());
    Selection best =
        claimed(candidates.actions(), select, resting, model -> manner.claim(record.id(), model));
    Exploring exploring =
        Exploring.of(
            best,
            new Exploring.Given(
                request,
                verdict,
                stakes,
                recollection,
                model -> environment.breakers().isAwake(model.id())),
            manner.explores(),
            environment.lots());
    exploring.record().ifPresent(record::exploration);
    Selection selection = exploring.selection();
    selection.plan().stream()
        .findFirst()
        .ifPresent(
            first -> {
              manner.asks(
                  new Manner.Asked(
                      recollection,
                      record.id(),
                      first.model(),
                      workload.inputTokens(),
                      request,
                      seen.encoding()));
              manner.remembers(
                  record.id(), remembrance.decided(selection, verdict, record.timeUnixMs()));
            });
    stages.choiceDone(record);
    record.selection(
        selection,
        workload,
        continuity.standing(),
        remembrance.advice(),
        i -> verdict.exclusion(index.get(i)));
    continuity
        .record(selection, verdict.stated().objective().weights().cost())
        .ifPresent(record::conversation);
    if (!selection.plan().isEmpty()
        && selection.plan().stream().mapToInt(Scored::index).allMatch(resting::get)) {
      record.degraded(Degradation.ALL_RESTING);
    }
    if (selection.plan().isEmpty()) {
      return Rejections.noneLeft(
          target.virtualModel(), selection, i -> verdict.exclusion(index.get(i)), record);
    }
    var chosen =
        new CacheStage.Chosen(
            selection.plan().getFirst().model(),
            signals,
            verdict,
            target.virtualModel().name(),
            attachment);
    Optional<NotKept> byChoice = byChoice(selection, !resting.isEmpty(), record);
    return forward(selection, cache.keeping(manner, chosen, byChoice, head, record), record);
  }

  /**
   * The choice among those that are left when another request has got the first one's trial. If all
   * rest, the best one is asked all the same.
   *
   * @param candidates a model may be there at several efforts, and rests at all of them
   * @param resting those of the candidates that rest, and afterwards also those that others try
   */
  private static Selection claimed(
      List<Action> candidates,
      Function<BitSet, Selection> select,
      BitSet resting,
      Predicate<Model> claim) {
    while (true) {
      Selection selection = select.apply(resting);
      Optional<Scored> first = selection.plan().stream().findFirst();
      if (first.isEmpty() || resting.get(first.get().index()) || claim.test(first.get().model())) {
        return selection;
      }
      for (int i = 0; i < candidates.size(); i++) {
        if (candidates.get(i).model().equals(first.get().model())) {
          resting.set(i);
        }
      }
    }
  }

  /** Looked at once: a breaker may change its mind while we decide. */
  private BitSet resting(List<Action> candidates) {
    var resting = new BitSet(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      String id = candidates.get(i).model().id();
      resting.set(i, environment.breakers().health(id) == Health.RESTING);
    }
    return resting;
  }

  private static CandidateForecasts.Result forecast(
      Candidates candidates,
      InferenceRequest request,
      Judged.Seen seen,
      Deadline deadline,
      DecisionRecord record) {
    if (candidates.forecasts().isEmpty()) {
      return CandidateForecasts.Result.NONE;
    }
    CandidateForecasts.Result result =
        candidates.forecasts().get().look(request, seen.encoding(), seen.signals(), deadline);
    result.prediction().ifPresent(record::prediction);
    return result;
  }

  private static RoutingOutcome forward(
      Selection selection, Optional<Keeping> keeping, DecisionRecord record) {
    ReasonCode reason =
        switch (selection.basis()) {
          case CHEAPEST_SUFFICIENT -> ReasonCode.CHEAPEST_SUFFICIENT;
          case HIGHEST_CHANCE -> ReasonCode.HIGHEST_CHANCE;
          case EXPLORED -> ReasonCode.EXPLORED;
          case HELD -> ReasonCode.CONVERSATION_HELD;
          case TOOL_CALL -> ReasonCode.TOOL_CALL_OPEN;
          case DEFAULT -> ReasonCode.DEFAULT;
          case DEFAULT_RESTING -> ReasonCode.DEFAULT_RESTING;
          case NONE -> throw new IllegalStateException("a plan without a basis");
        };
    if (reason == ReasonCode.DEFAULT || reason == ReasonCode.DEFAULT_RESTING) {
      record.degraded(Degradation.DEFAULT_USED);
    }
    List<Action> plan = selection.plan().stream().map(Scored::action).toList();
    return record.forward(plan, reason, Sentences.chosen(selection, record.floor()), keeping);
  }

  /** Whether another request that asks the same would have gone elsewhere. */
  private static Optional<NotKept> byChoice(
      Selection selection, boolean anyRests, DecisionRecord record) {
    boolean own =
        switch (selection.basis()) {
          case CHEAPEST_SUFFICIENT, HIGHEST_CHANCE, DEFAULT -> !anyRests;
          case EXPLORED, HELD, TOOL_CALL, DEFAULT_RESTING, NONE -> false;
        };
    if (!own) {
      return Optional.of(NotKept.ANOTHER_CHOICE);
    }
    return record.isShaky() ? Optional.of(NotKept.SHAKY) : Optional.empty();
  }
}
