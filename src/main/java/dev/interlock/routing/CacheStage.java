package dev.interlock.routing;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Keeping;
import dev.interlock.cache.Question;
import dev.interlock.cache.ResponseCache;
import dev.interlock.catalog.CacheTerms;
import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.ExactTerms;
import dev.interlock.catalog.Model;
import dev.interlock.embedding.Encoding;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.policy.Verdict;
import dev.interlock.semantic.Access;
import dev.interlock.semantic.Inquiry;
import dev.interlock.semantic.Look;
import dev.interlock.semantic.SemanticCache;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

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
  private final SemanticCache meanings;
  private final Optional<PairCheck> check;
  private final Map<String, Consequence> consequences;
  private final String lens;
  private final InstantSource clock;
  private final boolean observes;

  /**
   * A stage.
   *
   * @param check whether two texts mean the same; empty where nobody can tell
   * @param consequences of a wrong answer, by intent
   * @param lens how texts are looked at
   * @param observes whether nothing is given: entries, and what is learnt of them, are apart from
   *     those that are
   */
  CacheStage(
      ResponseCache cache,
      SemanticCache meanings,
      Optional<PairCheck> check,
      Map<String, Consequence> consequences,
      String lens,
      InstantSource clock,
      boolean observes) {
    this.cache = cache;
    this.meanings = meanings;
    this.check = check;
    this.consequences = consequences;
    this.lens = observes ? Inquiry.Scope.observed(lens) : lens;
    this.clock = clock;
    this.observes = observes;
  }

  /** How texts are looked at: part of every key. */
  String lens() {
    return lens;
  }

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
        && !question.tied()
        && !cache.isQuarantined(question.key())
        && target
            .policy()
            .mayKeep(request, head, terms -> question.temperature() <= terms.maxTemperature());
  }

  /** Asks other replicas. */
  Optional<CompletionStage<Runnable>> fetch(Question question) {
    return cache.fetch(question);
  }

  /** What may answer {@code question} now; empty: a model must. */
  Optional<CacheHit> find(
      Question question, Target target, InferenceRequest request, RequestHead head) {
    Optional<Entry> found = cache.find(question);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = found.get();
    int index = target.indexOf(entry.keeping().model());
    if (index < 0) {
      return Optional.empty();
    }
    SignalSet signals = entry.keeping().signals();
    Verdict verdict = target.policy().judge(request, head, signals);
    CacheTerms terms = verdict.stated().cache();
    boolean good =
        mayAnswer(entry, index, verdict, question)
            && NotKept.of(terms, question, signals).isEmpty();
    ExactTerms exact = terms.exact().orElse(ExactTerms.NONE);
    boolean fresh = isFresh(entry, exact.ttl(), question);
    boolean stale = !fresh && isWithin(entry, exact.whole()) && question.freshness().acceptsStale();
    return good && (fresh || stale)
        ? Optional.of(
            hit(entry, target.policy().models().get(index), verdict, Optional.empty(), stale))
        : Optional.empty();
  }

  /** What may answer in place of a model, as far as its own text is not concerned. */
  private boolean mayAnswer(Entry entry, int index, Verdict verdict, Question question) {
    return verdict.refusal().isEmpty()
        && verdict.allows(index)
        && isMeasuredAlike(entry.keeping(), verdict.stated())
        && (entry.saysItsCost() || !question.usageNeeded());
  }

  private boolean isWithin(Entry entry, Duration ttl) {
    return entry.ageMs(clock.millis()) < entry.goodMs(ttl);
  }

  /** Whether it is within {@code ttl}, and as fresh as the client asks. */
  private boolean isFresh(Entry entry, Duration ttl, Question question) {
    long age = entry.ageMs(clock.millis());
    long left = entry.goodMs(ttl) - age;
    return left > 0 && question.freshness().accepts(age, left);
  }

  private CacheHit hit(
      Entry entry, Model model, Verdict verdict, Optional<Look.Hit> meaning, boolean stale) {
    return new CacheHit(
        entry, model, verdict, entry.ageMs(clock.millis()), meaning, stale, observes);
  }

  /**
   * A judged request, as an answer to it is looked for among those that are kept.
   *
   * @param target what the name means that it asks for
   * @param encoding of its text; empty if the encoder failed
   */
  record Lookup(
      Question question,
      Target target,
      InferenceRequest request,
      RequestHead head,
      Verdict verdict,
      SignalSet signals,
      Optional<Encoding> encoding) {}

  /** Asks other replicas for the answer under {@code key}. */
  Optional<CompletionStage<Runnable>> fetch(CacheKey key) {
    return cache.fetch(key);
  }

  /**
   * What is found among questions that mean the same; empty where no rule speaks of them.
   *
   * @param fetches whether an answer may be asked for that only other replicas have
   */
  Optional<Look> look(Lookup lookup, boolean fetches) {
    return find(lookup, fetches && mayLook(lookup.question()), meanings::look);
  }

  /**
   * What lies nearest among them, or {@link Look.Elsewhere} if that has to be fetched first;
   * nothing is learnt of it.
   */
  Optional<Look> peek(Lookup lookup, boolean fetches) {
    return find(lookup, fetches && mayLook(lookup.question()), meanings::peek);
  }

  private interface Finder {
    Look find(Inquiry inquiry, PairCheck check, Access access);
  }

  private Optional<Look> find(Lookup lookup, boolean fetches, Finder finder) {
    CacheTerms terms = lookup.verdict().stated().cache();
    if (check.isEmpty() || terms.semantic().isEmpty()) {
      return Optional.empty();
    }
    Question question = lookup.question();
    if (NotKept.of(terms, question, lookup.signals()).isPresent()) {
      return Optional.empty();
    }
    var inquiry =
        new Inquiry(
            lookup.request().subject(),
            question.surroundings(),
            lookup.encoding(),
            terms.semantic().orElseThrow(),
            new Inquiry.Scope(
                lookup.verdict().stated().cacheRule(), lookup.head().caller().tenant(), lens),
            mayBeShown(lookup) ? entry -> isHarmless(entry.keeping().signals()) : _ -> false);
    return Optional.of(finder.find(inquiry, check.get(), access(lookup, fetches)));
  }

  /** Whether any kept answer may do. */
  private boolean mayLook(Question question) {
    return question.freshness().look() && !cache.isQuarantined(question.key());
  }

  private Access access(Lookup lookup, boolean fetches) {
    return new Access() {
      @Override
      public boolean allows(Entry entry) {
        return mayServe(entry, lookup);
      }

      @Override
      public Optional<Entry> find(EntryLabel label) {
        return cache.find(label);
      }

      @Override
      public boolean fetches() {
        return fetches;
      }
    };
  }

  /** Whether {@code entry} could serve a question that means the same. */
  private boolean mayServe(Entry entry, Lookup lookup) {
    Question question = lookup.question();
    CacheTerms terms = lookup.verdict().stated().cache();
    int index = lookup.target().indexOf(entry.keeping().model());
    return mayLook(question)
        && !isToBeRenewed(entry, terms, question)
        && index >= 0
        && isAtStakeAlike(entry.keeping(), lookup.signals())
        && mayAnswer(entry, index, lookup.verdict(), question)
        && isFresh(entry, terms.semantic().orElseThrow().ttl(), question);
  }

  /** Whether this is the very question that {@code entry} answered too long ago. */
  private boolean isToBeRenewed(Entry entry, CacheTerms terms, Question question) {
    return entry.keeping().key().equals(question.key())
        && terms.exact().filter(exact -> !isFresh(entry, exact.ttl(), question)).isPresent();
  }

  /** Whether a wrong answer costs as much; of the very same text it always does. */
  private boolean isAtStakeAlike(Keeping keeping, SignalSet signals) {
    return Objects.equals(
        consequences.get(keeping.intent()), consequences.get(signals.label("intent", "")));
  }

  /** Whether the model that compares answers could have been asked this, and it is harmless. */
  private boolean mayBeShown(Lookup lookup) {
    return isHarmless(lookup.signals())
        && !lookup.question().marked()
        && cache.settings().judge().map(judge -> allows(lookup, judge.model())).orElse(true);
  }

  private static boolean allows(Lookup lookup, String model) {
    List<Model> models = lookup.target().policy().models();
    return IntStream.range(0, models.size())
        .filter(i -> models.get(i).id().equals(model))
        .anyMatch(lookup.verdict()::allows);
  }

  /** The hit that {@code look} is. */
  CacheHit hit(Look.Hit look, Lookup lookup) {
    int index = lookup.target().indexOf(look.entry().keeping().model());
    Model model = lookup.target().policy().models().get(index);
    return hit(look.entry(), model, lookup.verdict(), Optional.of(look), false);
  }

  /** Whether the model was chosen by the standard that holds now. */
  private static boolean isMeasuredAlike(Keeping keeping, Verdict.Stated stated) {
    return keeping.objective().equals(stated.objective())
        && keeping.failureCost().equals(stated.failureCost());
  }

  /**
   * Notes that {@code hit} answers, for feedback on it. One that only would answer nobody gets, so
   * nobody can say anything of it.
   */
  void served(CacheHit hit, String decisionId) {
    if (!observes) {
      cache.served(hit.entry(), decisionId);
    }
  }

  /** What a chosen model's answer would be kept with, and who would give it. */
  record Chosen(
      Model model,
      SignalSet signals,
      Verdict verdict,
      String virtualModel,
      Attachment attachment) {}

  /** How the answer may be kept, where the cache is filled; the record says why not. */
  Optional<Keeping> keeping(
      Manner manner,
      Chosen chosen,
      Optional<NotKept> byChoice,
      RequestHead head,
      DecisionRecord record) {
    return manner
        .question()
        .filter(question -> mayKeep(question, chosen, byChoice, record))
        .filter(_ -> manner.caches())
        .map(question -> keeping(question, chosen, head, record));
  }

  /** Whether the answer may be kept; the record says what the cache did, and why not more. */
  private boolean mayKeep(
      Question question, Chosen chosen, Optional<NotKept> byChoice, DecisionRecord record) {
    CacheTerms terms = chosen.verdict().stated().cache();
    Optional<NotKept> own = NotKept.of(terms, question, chosen.signals());
    Optional<NotKept> obstacle =
        own.or(() -> question.freshness().keep() ? byChoice : Optional.of(NotKept.NO_STORE));
    boolean looked = own.isEmpty() && question.freshness().look();
    record.cache(looked, chosen.verdict().stated().cacheRule(), obstacle);
    return obstacle.isEmpty();
  }

  /** How the answer is kept that may be. */
  private Keeping keeping(
      Question question, Chosen chosen, RequestHead head, DecisionRecord record) {
    CacheTerms terms = chosen.verdict().stated().cache();
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
            terms.ttl().orElseThrow(),
            terms.tags(),
            cache.revision(),
            chosen.attachment());
    if (!observes) {
      cache.expect(keeping);
    }
    return keeping;
  }

  /** Whether no personal data was found, and it was looked for. */
  static boolean isHarmless(SignalSet signals) {
    return signals.get("pii") instanceof SignalValue.Findings(var found) && found.isEmpty();
  }
}
