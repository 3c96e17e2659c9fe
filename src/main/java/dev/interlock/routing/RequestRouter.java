package dev.interlock.routing;

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
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.Expectations;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.FailureNote;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, List<Virtual>> virtualModels = new HashMap<>();
  private final Map<String, Physical> models = new HashMap<>();

  private record Virtual(VirtualModel virtualModel, CandidateSets candidates) {}

  /** What was made of the text; no encoding if the encoder failed. */
  private record Seen(SignalSet signals, Optional<Encoding> encoding) {}

  /** A model that may be named, with the rules that can forbid it and the signals they read. */
  private record Physical(
      Model model, int catalogIndex, PolicyEngine policy, SignalRunner signals) {}

  public RequestRouter(RouterSetup setup, RouterEnvironment environment) {
    this.setup = setup;
    this.environment = environment;
    List<Model> catalog = setup.catalog().models();
    for (int i = 0; i < catalog.size(); i++) {
      PolicyEngine binding = setup.policy().bindingOn(catalog.get(i));
      SignalRunner needed = setup.signals().narrowedTo(binding.signals());
      models.put(catalog.get(i).id(), new Physical(catalog.get(i), i, binding, needed));
    }
    for (VirtualModel v : setup.catalog().virtualModels()) {
      virtualModels
          .computeIfAbsent(v.name(), _ -> new ArrayList<>())
          .add(new Virtual(v, new CandidateSets(v, catalog, setup.bundle())));
    }
  }

  @Override
  public RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline) {
    return route(request, head, deadline, Manner.LOOKING);
  }

  @Override
  public RoutingOutcome enforce(InferenceRequest request, RequestHead head, Deadline deadline) {
    return route(request, head, deadline, new Following(environment));
  }

  private RoutingOutcome route(
      InferenceRequest request, RequestHead head, Deadline deadline, Manner manner) {
    try {
      var stages = new Stages(environment.nanoTime());
      Optional<Virtual> virtual = virtual(request.model(), head.caller());
      if (virtual.isPresent()) {
        return choose(virtual.get(), request, head, deadline, stages, manner);
      }
      Physical physical = models.get(request.model());
      return physical != null
          ? pass(physical, request, head, deadline, stages, manner)
          : Rejections.unknownModel(request.model(), begin(request, head));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("decision failed: {}", FailureNote.of(e));
      return broken(request, head);
    }
  }

  /** What {@code caller} means by {@code name}: the first that is there for them. */
  private Optional<Virtual> virtual(String name, Caller caller) {
    List<Virtual> named = virtualModels.getOrDefault(name, List.of());
    return named.stream().filter(v -> v.virtualModel().audience().admits(caller)).findFirst();
  }

  @Override
  public boolean isImmediate(InferenceRequest request) {
    if (virtualModels.containsKey(request.model())) {
      return false;
    }
    Physical physical = models.get(request.model());
    return physical == null || physical.signals().isEmpty();
  }

  @Override
  public boolean neverServes(Model model, Caller caller) {
    return setup.policy().neverAllows(model, caller);
  }

  /** A physical model: no choice, and no signals unless a rule that can forbid it reads some. */
  private RoutingOutcome pass(
      Physical target,
      InferenceRequest request,
      RequestHead head,
      Deadline deadline,
      Stages stages,
      Manner manner) {
    DecisionRecord record = begin(request, head);
    SignalSet signals = NO_SIGNALS;
    if (!target.signals().isEmpty()) {
      signals = run(target.signals(), request, deadline, record).signals();
    }
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
    var asking = new Remembrance.Asking("", intent(signals), head.caller());
    manner.remembers(record.id(), Remembrance.named(model, asking, verdict, record.timeUnixMs()));
    return record.forward(
        List.of(Action.of(model)),
        ReasonCode.NAMED,
        "The client named the model " + model.id() + ".");
  }

  private RoutingOutcome choose(
      Virtual target,
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
    return switch (selection.basis()) {
      case CHEAPEST_SUFFICIENT -> forward(selection, ReasonCode.CHEAPEST_SUFFICIENT, record);
      case HIGHEST_CHANCE -> forward(selection, ReasonCode.HIGHEST_CHANCE, record);
      case EXPLORED -> forward(selection, ReasonCode.EXPLORED, record);
      case HELD -> forward(selection, ReasonCode.CONVERSATION_HELD, record);
      case TOOL_CALL -> forward(selection, ReasonCode.TOOL_CALL_OPEN, record);
      case DEFAULT -> {
        record.degraded(Degradation.DEFAULT_USED);
        yield forward(selection, ReasonCode.DEFAULT, record);
      }
      case DEFAULT_RESTING -> {
        record.degraded(Degradation.DEFAULT_USED);
        yield forward(selection, ReasonCode.DEFAULT_RESTING, record);
      }
      case NONE ->
          Rejections.noneLeft(
              target.virtualModel(), selection, i -> verdict.exclusion(index.get(i)), record);
    };
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
    var record =
        new DecisionRecord(
            environment.ids().get(), setup.generation(), environment.clock().millis(), request);
    record.caller(head.caller());
    return record;
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
      SignalSet signals = runner.unavailable("encoder failed");
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
      Selection selection, ReasonCode reason, DecisionRecord record) {
    List<Action> plan = selection.plan().stream().map(Scored::action).toList();
    return record.forward(plan, reason, Sentences.chosen(selection, record.floor()));
  }

  private RoutingOutcome broken(InferenceRequest request, RequestHead head) {
    DecisionRecord record = begin(request, head);
    record.degraded(Degradation.INTERNAL_ERROR);
    return Rejections.broken(record);
  }
}
