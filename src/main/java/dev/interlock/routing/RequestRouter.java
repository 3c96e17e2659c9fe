package dev.interlock.routing;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.conversation.Recollection;
import dev.interlock.embedding.Encoding;
import dev.interlock.failover.Health;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.Exclusion;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.FailureNote;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by signals, then policy, then choice. A rule that restricts fails closed; a missing
 * quality signal falls back to the virtual model's default; nothing fails silently.
 */
public final class RequestRouter implements Router {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
  private static final SignalSet NO_SIGNALS = new SignalSet.Builder().build();

  private final RouterSetup setup;
  private final RouterEnvironment environment;
  private final CacheStage cache;
  private final Targets targets;
  private final Recall recall;

  /** What was made of the text; no encoding if the encoder failed. */
  private record Seen(SignalSet signals, Optional<Encoding> encoding) {}

  public RequestRouter(RouterSetup setup, RouterEnvironment environment) {
    this.setup = setup;
    this.environment = environment;
    this.cache =
        new CacheStage(
            environment.cache(),
            environment.meanings(),
            setup.check(),
            setup.intents(),
            setup.lens(),
            environment.clock());
    this.targets = new Targets(setup);
    this.recall = new Recall(setup, environment, targets, cache);
  }

  @Override
  public RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline) {
    return route(request, head, deadline, Manner.LOOKING);
  }

  @Override
  public RoutingOutcome enforce(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return route(request, head, deadline, new Following(environment, question));
  }

  @Override
  public Optional<Questions> questions() {
    return recall.questions();
  }

  @Override
  public Optional<RoutingOutcome> recall(
      InferenceRequest request, RequestHead head, Question question) {
    return recall.of(request, head, question);
  }

  @Override
  public boolean mayWait(InferenceRequest request, RequestHead head, Question question) {
    return recall.mayWait(request, head, question);
  }

  @Override
  public Optional<CompletionStage<Runnable>> fetch(
      InferenceRequest request, RequestHead head, Question question) {
    return recall.fetch(request, head, question);
  }

  private RoutingOutcome route(
      InferenceRequest request, RequestHead head, Deadline deadline, Manner manner) {
    try {
      var stages = new Stages(environment.nanoTime());
      Optional<Targets.Virtual> virtual = targets.virtual(request.model(), head.caller());
      if (virtual.isPresent()) {
        return choose(virtual.get(), request, head, deadline, stages, manner);
      }
      Optional<Targets.Physical> physical = targets.physical(request.model());
      return physical.isPresent()
          ? pass(physical.get(), request, head, deadline, stages, manner)
          : Rejections.unknownModel(request.model(), begin(request, head));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("decision failed: {}", FailureNote.of(e));
      return broken(request, head);
    }
  }

  @Override
  public boolean isImmediate(InferenceRequest request) {
    return !targets.isVirtual(request.model())
        && targets.physical(request.model()).map(p -> p.signals().isEmpty()).orElse(true);
  }

  @Override
  public boolean neverServes(Model model, Caller caller) {
    return setup.policy().neverAllows(model, caller);
  }

  /** A physical model: no choice, and no signals unless a rule that can forbid it reads some. */
  private RoutingOutcome pass(
      Targets.Physical target,
      InferenceRequest request,
      RequestHead head,
      Deadline deadline,
      Stages stages,
      Manner manner) {
    DecisionRecord record = begin(request, head);
    SignalSet signals =
        target.signals().isEmpty()
            ? NO_SIGNALS
            : run(target.signals(), request, deadline, record).signals();
    stages.signalsDone();
    Verdict verdict = target.policy().judge(request, head, signals);
    stages.policyDone();
    record.verdict(verdict);
    stages.choiceDone(record);
    if (verdict.refusal().isPresent()) {
      return Rejections.refused(verdict.refusal().get(), record);
    }
    Model model = target.model();
    Optional<Exclusion> exclusion = verdict.exclusion(target.catalogIndex());
    if (exclusion.isPresent()) {
      return Rejections.excluded(model, exclusion.get(), record);
    }
    if (!model.apis().contains(request.api())) {
      return Rejections.apiNotServed(model, request.api(), record);
    }
    record.named(model);
    var chosen = new CacheStage.Chosen(model, signals, verdict, "", Attachment.NONE);
    Optional<Keeping> keeping = keeping(manner, chosen, Optional.empty(), head, record);
    var asking = new Remembrance.Asking("", intent(signals), head.caller());
    manner.remembers(record.id(), Remembrance.named(model, asking, verdict, record.timeUnixMs()));
    return record.forward(
        List.of(Action.of(model)),
        ReasonCode.NAMED,
        "The client named the model " + model.id() + ".",
        keeping);
  }

  private RoutingOutcome choose(
      Targets.Virtual target,
      InferenceRequest request,
      RequestHead head,
      Deadline deadline,
      Stages stages,
      Manner manner) {
    DecisionRecord record = begin(request, head);
    record.virtualModel(target.virtualModel().name());
    Seen seen = run(setup.signals(), request, deadline, record);
    SignalSet signals = seen.signals();
    stages.signalsDone();
    Verdict verdict = setup.policy().judge(request, head, signals);
    stages.policyDone();
    record.verdict(verdict);
    Stakes stakes = stakes(verdict, signals, target.virtualModel());
    record.terms(verdict.stated(), stakes);
    if (verdict.refusal().isPresent()) {
      stages.choiceDone(record);
      return Rejections.refused(verdict.refusal().get(), record);
    }
    Recall.Found found =
        recall.byMeaning(
            manner.question(),
            question ->
                new CacheStage.Judged(
                    question, target, request, head, verdict, signals, seen.encoding()),
            record);
    if (found.outcome().isPresent()) {
      stages.choiceDone(record);
      return found.outcome().get();
    }
    Candidates candidates = target.candidates().of(request);
    List<Integer> index = candidates.catalogIndex();
    Workload workload = Workload.of(request, signals);
    Remembrance remembrance =
        Remembrance.of(
            environment.learning(),
            new Remembrance.Asking(target.virtualModel().name(), intent(signals), head.caller()),
            forecast(candidates, request, seen, deadline, record),
            candidates.names());
    record.memory(remembrance.record());
    Expectations expected = remembrance.expectations();
    BitSet resting = resting(candidates.actions());
    Recollection recollection =
        environment
            .conversations()
            .recall(request, head, target.virtualModel().name(), setup.conversation());
    var continuity =
        new Continuity(
            candidates.actions().stream().map(Action::model).toList(),
            request,
            workload.inputTokens(),
            recollection,
            setup.conversation());
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
            found.attachment());
    Optional<NotKept> byChoice = CacheStage.byChoice(selection, !resting.isEmpty(), record);
    return forward(selection, keeping(manner, chosen, byChoice, head, record), record);
  }

  /** How the answer of whom was chosen may be kept. */
  private Optional<Keeping> keeping(
      Manner manner,
      CacheStage.Chosen chosen,
      Optional<NotKept> byChoice,
      RequestHead head,
      DecisionRecord record) {
    return manner
        .question()
        .flatMap(question -> cache.keeping(question, chosen, byChoice, head, record));
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

  private DecisionRecord begin(InferenceRequest request, RequestHead head) {
    return DecisionRecord.begin(environment, setup.generation(), request, head);
  }

  private static String intent(SignalSet signals) {
    return signals.label("intent", "");
  }

  private static CandidateForecasts.Result forecast(
      Candidates candidates,
      InferenceRequest request,
      Seen seen,
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

  private Seen run(
      SignalRunner runner, InferenceRequest request, Deadline deadline, DecisionRecord record) {
    try {
      Encoding encoding = setup.encoder().encode(request.subject(), deadline);
      SignalSet signals = runner.run(request, encoding, deadline);
      record.coverage(encoding);
      record.signals(signals);
      return new Seen(signals, Optional.of(encoding));
    } catch (RuntimeException | LinkageError e) {
      // Signals are a quality stage: without them the default answers, if policy lets it.
      LOG.error("encoder failed: {}", FailureNote.of(e));
      SignalSet signals = runner.unavailable(SignalRunner.NOT_ENCODED);
      record.signals(signals);
      return new Seen(signals, Optional.empty());
    }
  }

  private Stakes stakes(Verdict verdict, SignalSet signals, VirtualModel virtualModel) {
    String intent = intent(signals);
    return Stakes.of(
        verdict.stated(),
        intent,
        Optional.ofNullable(setup.intents().get(intent)),
        virtualModel.name(),
        virtualModel.consequence());
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

  private RoutingOutcome broken(InferenceRequest request, RequestHead head) {
    DecisionRecord record = begin(request, head);
    record.degraded(Degradation.INTERNAL_ERROR);
    return Rejections.broken(record);
  }
}
