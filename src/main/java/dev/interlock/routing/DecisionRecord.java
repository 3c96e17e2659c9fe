package dev.interlock.routing;

import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.embedding.Encoding;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestError;
import dev.interlock.inference.RequestHead;
import dev.interlock.memory.Advice;
import dev.interlock.policy.AppliedRule;
import dev.interlock.policy.Exclusion;
import dev.interlock.policy.Verdict;
import dev.interlock.proto.decision.v1.Cached;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Consequence;
import dev.interlock.proto.decision.v1.Conversation;
import dev.interlock.proto.decision.v1.Coverage;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Exploration;
import dev.interlock.proto.decision.v1.Finding;
import dev.interlock.proto.decision.v1.Findings;
import dev.interlock.proto.decision.v1.Forward;
import dev.interlock.proto.decision.v1.Labels;
import dev.interlock.proto.decision.v1.Memory;
import dev.interlock.proto.decision.v1.Objective;
import dev.interlock.proto.decision.v1.Outcome;
import dev.interlock.proto.decision.v1.Prediction;
import dev.interlock.proto.decision.v1.Reject;
import dev.interlock.proto.decision.v1.Rejected;
import dev.interlock.proto.decision.v1.Request;
import dev.interlock.proto.decision.v1.Signal;
import dev.interlock.selection.Loser;
import dev.interlock.selection.Scored;
import dev.interlock.selection.Selection;
import dev.interlock.selection.Standing;
import dev.interlock.selection.Workload;
import dev.interlock.semantic.Look;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Writes down one decision while it is made. Not thread-safe; one per request. */
final class DecisionRecord {
  private static final int LONGEST_NAME = 128;
  private static final int MOST_GROUPS = 32;

  private final Decision.Builder decision = Decision.newBuilder();
  private final EnumSet<Degradation> degradations = EnumSet.noneOf(Degradation.class);
  private final CacheAccount cache = new CacheAccount();

  DecisionRecord(String id, long generation, long timeUnixMs, InferenceRequest request) {
    decision
        .setId(id)
        .setGeneration(generation)
        .setTimeUnixMs(timeUnixMs)
        .setRequest(
            Request.newBuilder()
                .setApi(request.api().id())
                .setModel(clipped(request.model()))
                .setStream(request.stream())
                .setTurns(request.turns().size())
                .setBodyBytes(request.bodyBytes()));
  }

  /** The record of a request that has just come. */
  static DecisionRecord begin(
      RouterEnvironment environment, long generation, InferenceRequest request, RequestHead head) {
    var record =
        new DecisionRecord(
            environment.ids().get(), generation, environment.clock().millis(), request);
    record.caller(head.caller());
    return record;
  }

  String id() {
    return decision.getId();
  }

  long timeUnixMs() {
    return decision.getTimeUnixMs();
  }

  /** Whom they work for, in which groups, what for; not who they are. */
  void caller(Caller caller) {
    if (caller instanceof Caller.Known known) {
      decision.setCaller(
          dev.interlock.proto.decision.v1.Caller.newBuilder()
              .setTenant(clipped(known.tenant()))
              .addAllGroups(
                  known.groups().stream().limit(MOST_GROUPS).map(DecisionRecord::clipped).toList())
              .setPurpose(clipped(known.purpose())));
    }
  }

  void virtualModel(String name) {
    decision.getRequestBuilder().setVirtualModel(name);
  }

  void signals(SignalSet signals) {
    for (Map.Entry<String, SignalValue> entry : signals.values().entrySet()) {
      decision.addSignals(signal(entry.getKey(), entry.getValue()));
    }
  }

  void coverage(Encoding encoding) {
    var coverage = encoding.coverage();
    decision.setCoverage(
        Coverage.newBuilder()
            .setTextChars(coverage.textChars())
            .setTextTokens(coverage.textTokens())
            .setStaticTokens(coverage.staticTokens())
            .setNgramChars(coverage.ngramChars())
            .setForwardTokens(coverage.forwardTokens())
            .setForwardRan(encoding.forwardRan()));
  }

  void prediction(Prediction prediction) {
    decision.setPrediction(prediction);
  }

  void verdict(Verdict verdict) {
    for (AppliedRule rule : verdict.rules()) {
      if (!rule.missing().isEmpty()) {
        degradations.add(Degradation.RULE_UNKNOWN);
      }
      decision.addRules(
          dev.interlock.proto.decision.v1.AppliedRule.newBuilder()
              .setName(rule.name())
              .setUnknown(rule.unknown())
              .addAllExcluded(rule.excluded())
              .addAllStated(rule.stated())
              .addAllMissing(rule.missing()));
    }
  }

  void terms(Verdict.Stated stated, Stakes stakes) {
    var weights = stated.objective().weights();
    decision.setObjective(
        Objective.newBuilder()
            .setQuality(stated.objective().quality())
            .setCertified(stated.objective().certified())
            .setCostWeight(weights.cost())
            .setLatencyWeight(weights.latency())
            .setEnergyWeight(weights.energy())
            .setRule(stated.objectiveRule()));
    decision.setConsequence(
        Consequence.newBuilder()
            .setFailureCostUsd(stakes.failureCost())
            .setReversible(stakes.reversible())
            .setSource(stakes.source()));
  }

  /** The quality floor of the objective. */
  double floor() {
    return decision.getObjective().getQuality();
  }

  void memory(Memory memory) {
    decision.setMemory(memory);
  }

  void exploration(Exploration exploration) {
    decision.setExploration(exploration);
  }

  /**
   * What the cache did for a request that goes to a model.
   *
   * @param looked whether an answer was looked for
   * @param rule that stated the terms
   * @param notKept why its answer is not kept, if it is not
   */
  void cache(boolean looked, String rule, Optional<NotKept> notKept) {
    decision.setCache(cache.miss(looked, rule, notKept));
  }

  /** Whether something failed or came too late that a choice builds on. */
  boolean isShaky() {
    if (degradations.contains(Degradation.SIGNALS_DEADLINE)) {
      return true;
    }
    String abstained = decision.getPrediction().getAbstained();
    return abstained.equals(Abstention.DEADLINE.code())
        || abstained.equals(Abstention.FAILED.code())
        || decision.getSignalsBuilderList().stream()
            .anyMatch(signal -> SignalRunner.isTransient(signal.getUnavailable()));
  }

  void conversation(Conversation conversation) {
    decision.setConversation(conversation);
  }

  void selection(
      Selection selection,
      Workload workload,
      Standing standing,
      Advice advice,
      IntFunction<Optional<Exclusion>> exclusions) {
    var byIndex = new Candidate[selection.plan().size() + selection.losers().size()];
    for (Scored scored : selection.plan()) {
      byIndex[scored.index()] = candidate(scored, workload, standing, advice);
      decision.addPlan(byIndex[scored.index()]);
    }
    Optional<Scored> winner = selection.best();
    for (Loser loser : selection.losers()) {
      Optional<Exclusion> exclusion = exclusions.apply(loser.index());
      var rejected =
          Rejected.newBuilder()
              .setModel(loser.model().id())
              .setEffort(loser.action().effortName())
              .setReason(loser.loss().code().id())
              .setExplanation(LossText.explain(loser, exclusion, winner))
              .setFlip(LossText.flip(loser, exclusion, !standing.incumbent().isEmpty()));
      if (loser.scored().isPresent()) {
        rejected.setScored(byIndex[loser.index()]);
      }
      decision.addRejected(rejected);
    }
  }

  /** The one model of a request that names it. */
  void named(Model model) {
    decision.addPlan(Candidate.newBuilder().setModel(model.id()));
  }

  void rejected(Model model, String reason, String explanation, String flip) {
    decision.addRejected(
        Rejected.newBuilder()
            .setModel(model.id())
            .setReason(reason)
            .setExplanation(explanation)
            .setFlip(flip));
  }

  void degraded(Degradation degradation) {
    degradations.add(degradation);
  }

  void timing(int signalsUs, int policyUs, int choiceUs, int totalUs) {
    decision
        .getTimingBuilder()
        .setSignalsUs(signalsUs)
        .setPolicyUs(policyUs)
        .setChoiceUs(choiceUs)
        .setTotalUs(totalUs);
  }

  /**
   * Forwards to the first of {@code actions}.
   *
   * @param actions best first; of a model the best counts
   */
  RoutingOutcome.Forward forward(
      List<Action> actions, ReasonCode reason, String explanation, Optional<Keeping> keeping) {
    Action first = actions.getFirst();
    Model model = first.model();
    var forward =
        Forward.newBuilder()
            .setModel(model.id())
            .setCluster(model.cluster())
            .setUpstreamModel(model.upstreamModel())
            .setEffort(first.effortName());
    decision.setOutcome(Outcome.newBuilder().setForward(forward));
    var plan = new LinkedHashMap<Model, Action>();
    actions.forEach(action -> plan.putIfAbsent(action.model(), action));
    return new RoutingOutcome.Forward(
        finish(reason, explanation), List.copyOf(plan.values()), keeping);
  }

  /** What was found among questions that mean the same. */
  void meaning(Look look) {
    cache.meaning(look);
  }

  /** An entry would answer, if this were more than looked at. */
  void would(CacheHit hit) {
    cache.would(hit);
  }

  /** An entry answers. */
  RoutingOutcome.Replay replay(CacheHit hit) {
    Entry entry = hit.entry();
    decision
        .setCache(cache.hit(hit))
        .setOutcome(
            Outcome.newBuilder()
                .setCached(Cached.newBuilder().setModel(hit.model().id()).setEntry(entry.id())));
    return new RoutingOutcome.Replay(
        finish(
            hit.meaning().isPresent() ? ReasonCode.CACHE_SEMANTIC : ReasonCode.CACHE_EXACT,
            Sentences.again(hit)),
        entry);
  }

  RoutingOutcome.Reject reject(RequestError error, ReasonCode reason, String explanation) {
    var reject =
        Reject.newBuilder()
            .setStatus(error.kind().status())
            .setType(error.kind().code())
            .setMessage(error.message());
    decision.setOutcome(Outcome.newBuilder().setReject(reject));
    return new RoutingOutcome.Reject(finish(reason, explanation), error);
  }

  private Decision finish(ReasonCode reason, String explanation) {
    decision.setReason(reason.code()).setExplanation(explanation);
    for (Degradation degradation : degradations) {
      decision.addDegradations(degradation.code());
    }
    return decision.build();
  }

  /** A client may name a model at any length; nobody else does. */
  static String clipped(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    boolean halves = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
    return name.substring(0, halves ? LONGEST_NAME - 1 : LONGEST_NAME) + "…";
  }

  private Signal signal(String name, SignalValue value) {
    var signal = Signal.newBuilder().setName(name);
    switch (value) {
      case SignalValue.Label(var label, double confidence, var runnerUp) ->
          signal.setLabel(label).setConfidence(confidence).setRunnerUp(runnerUp);
      case SignalValue.Score(double score) -> signal.setScore(score);
      case SignalValue.Flag(boolean flag) -> signal.setFlag(flag);
      case SignalValue.Count(long count) -> signal.setCount(count);
      case SignalValue.Labels(var labels) ->
          signal.setLabels(Labels.newBuilder().addAllValues(labels));
      case SignalValue.Findings(var found) -> signal.setFindings(findings(found));
      case SignalValue.Unavailable(var reason) -> {
        degradations.add(
            reason.equals(SignalRunner.DEADLINE)
                ? Degradation.SIGNALS_DEADLINE
                : Degradation.SIGNAL_UNAVAILABLE);
        signal.setUnavailable(reason);
      }
    }
    return signal.build();
  }

  private static Findings findings(List<SignalValue.Finding> found) {
    var findings = Findings.newBuilder();
    for (SignalValue.Finding each : found) {
      findings.addFound(Finding.newBuilder().setKind(each.kind()).setCount(each.count()));
    }
    return findings.build();
  }

  private static Candidate candidate(
      Scored scored, Workload workload, Standing standing, Advice advice) {
    return Candidate.newBuilder()
        .setModel(scored.model().id())
        .setEffort(scored.action().effortName())
        .setPSufficient(scored.chance())
        .setPrior(!scored.forecast())
        .setCostUsd(scored.costUsd())
        .setLatencyMs(scored.latencyMs())
        .setEnergyWh(scored.energyWh())
        .setFailureCostUsd(scored.failureUsd())
        .setScore(scored.score())
        .setMeetsQuality(scored.meetsQuality())
        .setCertified(scored.certified())
        .setInputTokens(workload.inputTokens())
        .setOutputTokens(scored.outputTokens())
        .setCachedTokens(standing.cachedTokens(scored.index()))
        .setLearned(advice.applied(scored.index()))
        .setEvidence(advice.evidence(scored.index()))
        .build();
  }
}
