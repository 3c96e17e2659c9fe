package dev.interlock.routing;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.Questions;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.Exclusion;
import dev.interlock.policy.Verdict;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.telemetry.FailureNote;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
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
  private final ModelChoice choice;
  private final Function<Optional<Question>, Manner> manners;
  private final RequestRouter observer;

  public RequestRouter(RouterSetup setup, RouterEnvironment environment) {
    this(setup, environment, new Targets(setup), false);
  }

  private RequestRouter(
      RouterSetup setup, RouterEnvironment environment, Targets targets, boolean observes) {
    this.setup = setup;
    this.environment = environment;
    this.cache =
        new CacheStage(
            environment.cache(),
            environment.meanings(),
            setup.check(),
            setup.intents(),
            setup.lens(),
            environment.clock(),
            observes);
    this.targets = targets;
    this.manners = observes ? Observing::new : question -> new Following(environment, question);
    this.recall = new Recall(setup, environment, targets, cache, manners);
    this.choice = new ModelChoice(environment, cache, setup.conversation());
    this.observer = observes ? this : new RequestRouter(setup, environment, targets, true);
  }

  @Override
  public Router observer() {
    return observer;
  }

  @Override
  public RoutingOutcome route(InferenceRequest request, RequestHead head, Deadline deadline) {
    return decided(route(request, head, deadline, Manner.LOOKING, false));
  }

  @Override
  public RoutingOutcome enforce(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return decided(route(request, head, deadline, manners.apply(question), false));
  }

  @Override
  public Course start(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    return route(request, head, deadline, manners.apply(question), true);
  }

  private static RoutingOutcome decided(Course course) {
    return switch (course) {
      case Course.Decided(RoutingOutcome outcome) -> outcome;
      case Course.Fetching _ -> throw new IllegalStateException("fetched without being told to");
    };
  }

  @Override
  public RoutingOutcome explain(
      InferenceRequest request, RequestHead head, Optional<Question> question, Deadline deadline) {
    // As any request would; whoever explains may hold its thread.
    question.flatMap(asked -> fetch(request, head, asked)).ifPresent(TakingOver::await);
    return switch (route(request, head, deadline, new Explaining(question), true)) {
      case Course.Decided(RoutingOutcome outcome) -> outcome;
      case Course.Fetching(CompletionStage<Runnable> fetched, Supplier<RoutingOutcome> rest) -> {
        TakingOver.await(fetched);
        yield rest.get();
      }
    };
  }

  @Override
  public Optional<Questions> questions() {
    return recall.questions();
  }

  @Override
  public Optional<RoutingOutcome> recall(
      InferenceRequest request, RequestHead head, Question question, LongPredicate renews) {
    return recall.of(request, head, question, renews);
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

  private Course route(
      InferenceRequest request,
      RequestHead head,
      Deadline deadline,
      Manner manner,
      boolean fetches) {
    return guarded(
        request,
        head,
        () -> {
          var stages = new Stages(environment.nanoTime());
          Optional<Targets.Virtual> virtual = targets.virtual(request.model(), head.caller());
          if (virtual.isPresent()) {
            return choose(virtual.get(), request, head, deadline, stages, manner, fetches);
          }
          Optional<Targets.Physical> physical = targets.physical(request.model());
          return new Course.Decided(
              physical.isPresent()
                  ? pass(physical.get(), request, head, deadline, stages, manner)
                  : Rejections.unknownModel(request.model(), begin(request, head)));
        });
  }

  private Course guarded(InferenceRequest request, RequestHead head, Supplier<Course> decision) {
    try {
      return decision.get();
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      LOG.error("decision failed: {}", FailureNote.of(e));
      return new Course.Decided(broken(request, head));
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
    recall.peek(
        manner,
        question ->
            new CacheStage.Lookup(
                question, target, request, head, verdict, signals, Optional.empty()),
        record);
    var chosen = new CacheStage.Chosen(model, signals, verdict, "", Attachment.NONE);
    Optional<Keeping> keeping = cache.keeping(manner, chosen, Optional.empty(), head, record);
    var asking = new Remembrance.Asking("", intent(signals), head.caller());
    manner.remembers(record.id(), Remembrance.named(model, asking, verdict, record.timeUnixMs()));
    return record.forward(
        List.of(Action.of(model)),
        ReasonCode.NAMED,
        "The client named the model " + model.id() + ".",
        keeping);
  }

  private Course choose(
      Targets.Virtual target,
      InferenceRequest request,
      RequestHead head,
      Deadline deadline,
      Stages stages,
      Manner manner,
      boolean fetches) {
    DecisionRecord record = begin(request, head);
    record.virtualModel(target.virtualModel().name());
    Judged.Seen seen = run(setup.signals(), request, deadline, record);
    SignalSet signals = seen.signals();
    stages.signalsDone();
    Verdict verdict = setup.policy().judge(request, head, signals);
    stages.policyDone();
    record.verdict(verdict);
    Stakes stakes = stakes(verdict, signals, target.virtualModel());
    record.terms(verdict.stated(), stakes);
    if (verdict.refusal().isPresent()) {
      stages.choiceDone(record);
      return new Course.Decided(Rejections.refused(verdict.refusal().get(), record));
    }
    var judged =
        new Judged(target, request, head, deadline, stages, manner, record, seen, verdict, stakes);
    Recall.Found found = byMeaning(judged, fetches);
    return found.fetched().isPresent()
        ? new Course.Fetching(
            found.fetched().get(),
            () ->
                decided(
                    guarded(
                        request,
                        head,
                        () -> new Course.Decided(decide(judged, byMeaning(judged, false))))))
        : new Course.Decided(decide(judged, found));
  }

  private Recall.Found byMeaning(Judged judged, boolean fetches) {
    return recall.byMeaning(
        judged.manner(),
        question ->
            new CacheStage.Lookup(
                question,
                judged.target(),
                judged.request(),
                judged.head(),
                judged.verdict(),
                judged.seen().signals(),
                judged.seen().encoding()),
        judged.record(),
        fetches);
  }

  private RoutingOutcome decide(Judged judged, Recall.Found found) {
    if (found.outcome().isPresent()) {
      judged.stages().choiceDone(judged.record());
      return found.outcome().get();
    }
    return choice.of(judged, found.attachment());
  }

  private DecisionRecord begin(InferenceRequest request, RequestHead head) {
    return DecisionRecord.begin(environment, setup.generation(), request, head);
  }

  private static String intent(SignalSet signals) {
    return signals.label("intent", "");
  }

  private Judged.Seen run(
      SignalRunner runner, InferenceRequest request, Deadline deadline, DecisionRecord record) {
    try {
      Encoding encoding = setup.encoder().encode(request.subject(), deadline);
      SignalSet signals = runner.run(request, encoding, deadline);
      record.coverage(encoding);
      record.signals(signals);
      return new Judged.Seen(signals, Optional.of(encoding));
    } catch (RuntimeException | LinkageError e) {
      // Signals are a quality stage: without them the default answers, if policy lets it.
      LOG.error("encoder failed: {}", FailureNote.of(e));
      SignalSet signals = runner.unavailable(SignalRunner.NOT_ENCODED);
      record.signals(signals);
      return new Judged.Seen(signals, Optional.empty());
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

  private RoutingOutcome broken(InferenceRequest request, RequestHead head) {
    DecisionRecord record = begin(request, head);
    record.degraded(Degradation.INTERNAL_ERROR);
    return Rejections.broken(record);
  }
}
