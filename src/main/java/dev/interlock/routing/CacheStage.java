package dev.interlock.routing;

import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Model;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.Verdict;
import dev.interlock.selection.Selection;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the cache does for a decision: before it, it may answer in place of a model; after it, the
 * answer may be kept. Thread-safe.
 *
 * <p>The rules judge both. A request that is the same byte for byte has the same signals, so those
 * of the first stand for the next; everything else, who calls, by which headers, and the rules of
 * today, is looked at anew.
 */
final class CacheStage {
  private final ResponseCache cache;
  private final InstantSource clock;

  CacheStage(ResponseCache cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * An entry that may answer.
   *
   * @param model who gave it, as the catalogue has it now
   */
  record Hit(Entry entry, Model model, Verdict verdict, long ageMs) {}

  /** Whether two models are the same to whoever asks them. */
  static boolean isSame(Model one, Model other) {
    return one.id().equals(other.id())
        && one.upstreamModel().equals(other.upstreamModel())
        && one.cluster().equals(other.cluster());
  }

  /** How the rules and models of the name that is asked for stand to a kept answer. */
  interface Target {
    /** The rules that hold. */
    PolicyEngine policy();

    /** The position of {@code model} in the catalogue if it could answer; else negative. */
    int indexOf(Model model);
  }

  /** Whether other replicas may have what is not here. */
  boolean isShared() {
    return cache.isShared();
  }

  /** Whether, as far as is known without signals, a kept answer to {@code question} may do. */
  boolean mayAnswer(Question question, Target target, InferenceRequest request, RequestHead head) {
    return !question.leavesTraces()
        && target
            .policy()
            .mayKeep(request, head, terms -> question.temperature() <= terms.maxTemperature());
  }

  /** Asks other replicas. */
  Optional<CompletionStage<Runnable>> fetch(Question question) {
    return cache.fetch(question);
  }

  /** What may answer {@code question} now; empty: a model must. */
  Optional<Hit> find(Question question, Target target, InferenceRequest request, RequestHead head) {
    Optional<Entry> found = cache.find(question);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = found.get();
    int index = target.indexOf(entry.keeping().model());
    if (index < 0) {
      return Optional.empty();
    }
    Verdict verdict = target.policy().judge(request, head, entry.keeping().signals());
    long age = entry.ageMs(clock.millis());
    boolean good =
        verdict.refusal().isEmpty()
            && verdict.allows(index)
            && isMeasuredAlike(entry.keeping(), verdict.stated())
            && (entry.saysItsCost() || !question.usageNeeded())
            && obstacle(verdict.stated().cache(), question, entry.keeping().signals()).isEmpty()
            && age < verdict.stated().cache().exactTtl().map(Duration::toMillis).orElse(0L);
    return good
        ? Optional.of(new Hit(entry, target.policy().models().get(index), verdict, age))
        : Optional.empty();
  }

  /** Whether the model was chosen by the standard that holds now. */
  private static boolean isMeasuredAlike(Keeping keeping, Verdict.Stated stated) {
    return keeping.objective().equals(stated.objective())
        && keeping.failureCost().equals(stated.failureCost());
  }

  /** Notes that {@code hit} answers. */
  void served(Hit hit, String decisionId) {
    cache.served(hit.entry(), decisionId);
  }

  /** What a chosen model's answer would be kept with, and who would give it. */
  record Chosen(Model model, SignalSet signals, Verdict verdict, String virtualModel) {}

  /** How the answer may be kept; the record says what the cache did, and why not more. */
  Optional<Keeping> keeping(
      Question question,
      Chosen chosen,
      Optional<NotKept> byChoice,
      RequestHead head,
      DecisionRecord record) {
    CacheTerms terms = chosen.verdict().stated().cache();
    Optional<NotKept> own = obstacle(terms, question, chosen.signals());
    Optional<NotKept> obstacle =
        own.or(() -> question.freshness().keep() ? byChoice : Optional.of(NotKept.NO_STORE));
    boolean looked = own.isEmpty() && question.freshness().look();
    record.cache(looked, chosen.verdict().stated().cacheRule(), obstacle);
    if (obstacle.isPresent()) {
      return Optional.empty();
    }
    var keeping =
        new Keeping(
            question.key(),
            record.id(),
            chosen.model(),
            chosen.signals(),
            head.caller().tenant(),
            chosen.virtualModel(),
            chosen.signals().label("intent", ""),
            chosen.verdict().stated().objective(),
            chosen.verdict().stated().failureCost(),
            terms.exactTtl().orElseThrow(),
            terms.tags(),
            cache.revision());
    cache.expect(keeping);
    return Optional.of(keeping);
  }

  /** What speaks against it in the request itself, whatever is chosen. */
  private static Optional<NotKept> obstacle(
      CacheTerms terms, Question question, SignalSet signals) {
    if (terms.exactTtl().isEmpty()) {
      return Optional.of(NotKept.NOT_ALLOWED);
    }
    if (question.temperature() > terms.maxTemperature()) {
      return Optional.of(NotKept.TEMPERATURE);
    }
    if (question.leavesTraces()) {
      return Optional.of(NotKept.LEAVES_TRACES);
    }
    return terms.sensitive() || (!question.marked() && isHarmless(signals))
        ? Optional.empty()
        : Optional.of(NotKept.SENSITIVE);
  }

  private static boolean isHarmless(SignalSet signals) {
    return signals.get("pii") instanceof SignalValue.Findings(var found) && found.isEmpty();
  }

  /** Whether another request that asks the same would have gone elsewhere. */
  static Optional<NotKept> byChoice(Selection selection, boolean anyRests, DecisionRecord record) {
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
