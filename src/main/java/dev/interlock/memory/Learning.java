package dev.interlock.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Remembers decisions until signs of their worth arrive, counts those, learns from them, and says
 * what they mean for the next choice. It outlives configurations; another replica knows nothing of
 * it. Bounded in bytes and time; thread-safe.
 */
public final class Learning {
  /** What was learnt fades in steps, each a revision: within one, the same is decided the same. */
  static final Duration FADING = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Knowledge knowledge;

  /** When what was learnt last faded. */
  private final AtomicLong fadedAtMs;

  private final RoutingMemory memory;
  private final Cache<String, OpenDecision> open;
  private volatile FeedbackSettings settings = FeedbackSettings.DEFAULT;
  private volatile Consumer<Judgement> judgements = _ -> {};
  private volatile Consumer<Change> changes = _ -> {};

  /** What became of feedback. */
  public enum Result {
    /** It is the first about its decision. */
    COUNTED,
    /** It took the place of an earlier one. */
    REPLACED,
    /** The same was said before. */
    UNCHANGED
  }

  /** An empty memory. */
  public Learning(InstantSource clock) {
    this.clock = clock;
    DoubleSupplier halfLifeMs = () -> settings.halfLife().toMillis();
    knowledge = new Knowledge(() -> new Lessons(halfLifeMs));
    fadedAtMs = new AtomicLong(clock.millis());
    memory = new RoutingMemory(halfLifeMs);
    open =
        Caffeine.newBuilder()
            .maximumWeight(settings.memoryBytes())
            .weigher((String _, OpenDecision decision) -> decision.bytes())
            .expireAfterWrite(settings.late())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Goes by {@code changed} from now on.
   *
   * @param bundle version of the router bundle in force; empty without one
   * @param models names of the actions that there are: others are forgotten
   */
  public void use(FeedbackSettings changed, String bundle, Set<String> models) {
    settings = changed;
    open.policy().eviction().ifPresent(bound -> bound.setMaximum(changed.memoryBytes()));
    Duration late = changed.late();
    open.policy().expireAfterWrite().ifPresent(bound -> bound.setExpiresAfter(late));
    knowledge.use(bundle);
    memory.keep(models::contains);
  }

  /**
   * From now on {@code judged} hears of every sign that is counted, and {@code changed} of what an
   * operator does, on the thread of whoever tells.
   */
  public void tell(Consumer<Judgement> judged, Consumer<Change> changed) {
    judgements = judged;
    changes = changed;
  }

  /**
   * What is known of the candidates for a request.
   *
   * @param bundle version of the bundle that {@code kinds} are of; empty without kinds
   * @param models names of actions
   */
  public Advice advise(
      String tenant, String intent, String bundle, float[] kinds, List<String> models) {
    long now = clock.millis();
    long last = fadedAtMs.get();
    if (now - last >= FADING.toMillis() && fadedAtMs.compareAndSet(last, now)) {
      ForkJoinPool.commonPool().execute(this::fade);
    }
    return knowledge.advise(new Knowledge.Question(tenant, intent, bundle, kinds), models, memory);
  }

  /** Lets what was learnt fade until now. */
  public void fade() {
    knowledge.fade(clock.millis());
  }

  /** A decision was made that is followed. */
  public void decided(String decisionId, Decided decided) {
    open.put(decisionId, new OpenDecision(decided));
  }

  /** The model {@code id} gave the answer, whoever was asked first. */
  public void answered(String decisionId, String id) {
    find(decisionId).ifPresent(decision -> decision.answeredBy(id));
  }

  /**
   * Somebody judged the answer; who judges again has thought better of it.
   *
   * @param score in [0, 1]
   * @return empty: nothing is remembered of the decision, it never led to an answer, or the answer
   *     was of a model that it did not plan to ask
   */
  public Optional<Result> feedback(String decisionId, double score) {
    return find(decisionId).flatMap(decision -> feedback(decisionId, decision, score));
  }

  private Optional<Result> feedback(String decisionId, OpenDecision decision, double score) {
    // Of two at once, the one that replaces the other is counted after it.
    synchronized (decision) {
      if (decision.answered() < 0) {
        return Optional.empty();
      }
      Optional<OpenDecision.Said> said = decision.said();
      Optional<Judgement.Earlier> before = said.map(OpenDecision.Said::earlier);
      if (before.isPresent() && before.get().score() == score) {
        return Optional.of(Result.UNCHANGED);
      }
      Judgement judgement =
          judgement(decisionId, decision, decision.answered(), Sign.FEEDBACK, score, before);
      boolean learns = settings.learnsFrom(Sign.FEEDBACK);
      decision.say(
          new OpenDecision.Said(new Judgement.Earlier(score, judgement.atUnixMs()), learns));
      count(judgement, learns, said.map(OpenDecision.Said::learnt).orElse(false));
      return Optional.of(before.isPresent() ? Result.REPLACED : Result.COUNTED);
    }
  }

  /** The traffic shows {@code sign} about the answer to a decision; the same sign counts once. */
  public void noticed(String decisionId, Sign sign) {
    find(decisionId).ifPresent(it -> noticed(decisionId, it, sign, it.answered()));
  }

  /** As {@link #noticed(String, Sign)}, about the model {@code id} of the decision's plan. */
  public void noticed(String decisionId, Sign sign, String id) {
    find(decisionId).ifPresent(it -> noticed(decisionId, it, sign, it.decided().place(id)));
  }

  /** The model {@code id} is asked next: if another was before, that one gave no answer. */
  public void turned(String decisionId, String id) {
    find(decisionId)
        .filter(it -> it.decided().place(id) >= 0 && it.decided().place(id) != it.answered())
        .ifPresent(it -> noticed(decisionId, it, Sign.ESCALATION, it.answered()));
  }

  /** No model was asked: nothing can be said of an answer. */
  public void unasked(String decisionId) {
    open.invalidate(decisionId);
  }

  private void noticed(String decisionId, OpenDecision decision, Sign sign, int place) {
    if (place >= 0 && decision.notice(sign, place)) {
      Judgement judgement = judgement(decisionId, decision, place, sign, 0, Optional.empty());
      count(judgement, settings.learnsFrom(sign), false);
    }
  }

  private Judgement judgement(
      String decisionId,
      OpenDecision decision,
      int place,
      Sign sign,
      double score,
      Optional<Judgement.Earlier> before) {
    Decided decided = decision.decided();
    return new Judgement(
        decisionId,
        new Experience(decided.occasion(place), sign, score, sign.weight()),
        before,
        decision.learned(place),
        decided.bundle(),
        clock.millis());
  }

  private void count(Judgement judgement, boolean learns, boolean unlearns) {
    memory.count(judgement);
    knowledge.take(judgement, learns, unlearns);
    judgements.accept(judgement);
  }

  /** Counts what was told before this process began, and tells nobody. */
  public void recall(Judgement judgement) {
    boolean learns = settings.learnsFrom(judgement.experience().sign());
    memory.count(judgement);
    // What it replaces was recalled under the same settings.
    knowledge.take(judgement, learns, learns);
  }

  private Optional<OpenDecision> find(String decisionId) {
    return Optional.ofNullable(open.getIfPresent(decisionId));
  }

  /** Forgets decisions that nobody asked for. */
  public void forgetDecisions() {
    open.invalidateAll();
  }

  /** Does what an operator wants. */
  public void change(Change wanted) {
    recall(wanted);
    changes.accept(wanted);
  }

  /** Does what an operator wanted before this process began, and tells nobody. */
  public void recall(Change wanted) {
    switch (wanted) {
      case FREEZE -> knowledge.freeze(true);
      case UNFREEZE -> knowledge.freeze(false);
      case RESET -> {
        knowledge.reset();
        memory.clear();
        open.asMap().values().forEach(OpenDecision::forget);
      }
    }
  }

  /** Share of the requests that may try another model than the best: none while frozen. */
  public double explore() {
    double share = settings.explore();
    return share == 0 || isFrozen() ? 0 : share;
  }

  /** Whether what was learnt is left alone. */
  public boolean isFrozen() {
    return knowledge.status().frozen() != Knowledge.Frozen.NOT;
  }

  /** Decisions that feedback may still come for. */
  public long openDecisions() {
    return open.estimatedSize();
  }

  /** What is to be seen of it, {@code limit} lines of each kind at most. */
  public MemoryView view(int limit) {
    Knowledge.Status status = knowledge.status();
    long now = clock.millis();
    return new MemoryView(
        status.revision(),
        status.frozen().name().toLowerCase(Locale.ROOT),
        status.guard(),
        openDecisions(),
        memory.overflow(),
        memory.models(now).stream().limit(limit).map(this::line).toList(),
        memory.rules(now).stream().limit(limit).map(Learning::ruleLine).toList());
  }

  private MemoryView.OfModel line(RoutingMemory.Entry<RoutingMemory.Subject> entry) {
    RoutingMemory.Subject subject = entry.key();
    var question =
        new Knowledge.Question(
            subject.tenant(), subject.intent(), entry.bundle(), entry.latest().kinds());
    return new MemoryView.OfModel(
        subject.tenant(),
        subject.intent(),
        subject.model(),
        entry.counts(),
        entry.counts().friction(),
        knowledge.shiftOf(question, subject.model()));
  }

  private static MemoryView.OfRule ruleLine(RoutingMemory.Entry<String> entry) {
    return new MemoryView.OfRule(entry.key(), entry.counts(), entry.counts().friction());
  }
}
