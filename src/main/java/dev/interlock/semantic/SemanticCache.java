package dev.interlock.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.catalog.SemanticTerms;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairView;
import dev.interlock.reuse.Choice;
import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import dev.interlock.reuse.Ticket;
import dev.interlock.semantic.Look.Nearest;
import dev.interlock.semantic.Paraphrase.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Finds answers that were given to questions which mean the same, and keeps the promise of how many
 * of them are wrong. Entries are those of the response cache: it holds what they are found by, and
 * tells when they come and go.
 *
 * <p>An answer serves if the earlier question lies near, in the same surroundings from the same
 * circle of callers; if no guard and not the pair head says that it means something else; and if
 * the scope's evidence allows it. Otherwise a model is asked, and its answer is the evidence.
 *
 * <p>It outlives configurations. Thread-safe.
 */
public final class SemanticCache {
  /** Earlier questions that are compared. */
  private static final int NEAREST = 4;

  /** Rows of the index; memory is bounded by the cache's bytes long before. */
  private static final int MOST_ENTRIES = 1_000_000;

  /** Scopes whose evidence is kept; who is forgotten begins anew. */
  private static final int MOST_SCOPES = 256;

  /** Compares what no model may be shown. */
  private static final AnswerRules RULES = new AnswerRules();

  private final DoubleSupplier lots;
  private final ReuseIndex index = new ReuseIndex(MOST_ENTRIES);
  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private final Cache<PromiseKey, Promise> promises =
      Caffeine.newBuilder().maximumSize(MOST_SCOPES).executor(Runnable::run).build();
  private volatile AnswerJudge judge = RULES;

  /** Evidence of one encoder or judge is none for another. */
  private record PromiseKey(Inquiry.Scope scope, double maxError, String judge) {}

  /**
   * A cache that knows nothing.
   *
   * @param lots evenly spread over [0, 1): which hits are tried against a model; thread-safe
   */
  public SemanticCache(DoubleSupplier lots) {
    this.lots = lots;
  }

  /** From now on {@code judge} compares answers; the one before is closed. */
  public void use(AnswerJudge judge) {
    AnswerJudge before = this.judge;
    this.judge = judge;
    before.close();
  }

  /**
   * Looks for an answer.
   *
   * @param check says whether two texts mean the same
   * @param may whether an entry could serve at all: who gave it, how old it is
   */
  public Look look(Inquiry inquiry, PairCheck check, Predicate<Entry> may) {
    Optional<Bypass> bypass = inquiry.bypass();
    if (bypass.isPresent()) {
      return new Look.Bypassed(bypass.get());
    }
    Optional<PairView> view =
        inquiry
            .encoding()
            .filter(encoding -> encoding.forward().isPresent())
            .map(encoding -> PairView.of(inquiry.text(), encoding));
    if (view.isEmpty()) {
      return new Look.Bypassed(Bypass.NOT_ENCODED);
    }
    SemanticTerms terms = inquiry.terms();
    var asked = new Asked(inquiry, view.get(), promise(inquiry.scope(), terms.maxError()));
    return asked.look(check, may);
  }

  private Promise promise(Inquiry.Scope scope, double maxError) {
    return promises.get(
        new PromiseKey(scope, maxError, judge.identity()),
        key -> new Promise(key.maxError(), lots, entries::containsKey));
  }

  private static PartitionKey partition(CacheKey key) {
    return new PartitionKey(key.first(), key.second());
  }

  /** A question with its vectors. */
  private final class Asked {
    private final Inquiry inquiry;
    private final PairView view;
    private final Promise promise;
    private final PartitionKey partition;

    private Asked(Inquiry inquiry, PairView view, Promise promise) {
      this.inquiry = inquiry;
      this.view = view;
      this.promise = promise;
      this.partition = partition(inquiry.surroundings().orElseThrow().key());
    }

    private Look look(PairCheck check, Predicate<Entry> may) {
      List<Neighbour> neighbours = index.nearest(partition, view.forward().orElseThrow(), NEAREST);
      Optional<Nearest> refused = Optional.empty();
      for (Neighbour neighbour : neighbours) {
        Entry entry = entries.get(neighbour.entryId());
        if (entry == null
            || !(entry.keeping().attachment() instanceof Paraphrase earlier)
            || !may.test(entry)) {
          continue;
        }
        switch (check.check(earlier.view, view)) {
          case PairCheck.Refused no -> {
            if (refused.isEmpty()) {
              refused = Optional.of(nearest(entry, neighbour, no.chance(), no.code(), ""));
            }
          }
          case PairCheck.Same(double chance) -> {
            return decide(entry, neighbour, chance);
          }
        }
      }
      return miss(ids.incrementAndGet(), refused, Optional.empty());
    }

    private Look decide(Entry entry, Neighbour neighbour, double chance) {
      var place = new Promise.Place(neighbour.entryId(), neighbour.cosine(), chance);
      return switch (promise.decide(place)) {
        case Choice.Reuse(double wrong) ->
            new Look.Hit(
                entry, nearest(entry, neighbour, chance, "", ""), wrong, promise.certificate());
        case Choice.Explore(Choice.Why why, Ticket ticket) -> {
          long id = ids.incrementAndGet();
          var lesson = new Promise.Lesson(place, ticket, id);
          yield miss(
              id,
              Optional.of(nearest(entry, neighbour, chance, "", why.code())),
              Optional.of(
                  new Trial(entry, inquiry.text(), promise, lesson, inquiry.shown().test(entry))));
        }
      };
    }

    private Look miss(long id, Optional<Nearest> nearest, Optional<Trial> trial) {
      var attachment = new Paraphrase(id, partition, view, SemanticCache.this, promise, trial);
      return new Look.Miss(nearest, promise.certificate(), attachment);
    }

    private static Nearest nearest(
        Entry entry, Neighbour neighbour, double chance, String refusedBy, String explored) {
      return new Nearest(entry.id(), neighbour.cosine(), chance, refusedBy, explored);
    }
  }

  void judge(AnswerJudge.Case about, Trial trial) {
    AnswerJudge by = trial.shown() ? judge : RULES;
    by.judge(
        about,
        finding -> {
          if (finding == AnswerJudge.Finding.NONE) {
            trial.promise().unjudged();
          } else {
            trial.told(finding == AnswerJudge.Finding.SAME);
          }
        });
  }

  void add(Paraphrase paraphrase, Entry entry) {
    entries.put(paraphrase.id, entry);
    if (!index.add(paraphrase.partition, paraphrase.id, paraphrase.view.forward().orElseThrow())) {
      entries.remove(paraphrase.id);
    }
  }

  void remove(long id) {
    index.remove(id);
    entries.remove(id);
  }

  /** Entries that may be found. */
  public long size() {
    return entries.size();
  }

  /** What every scope can show for its promise, the busiest first. */
  public List<SemanticView> view() {
    return promises.asMap().entrySet().stream()
        .map(promise -> SemanticView.of(promise.getKey().scope(), promise.getValue()))
        .sorted(Comparator.comparingLong(SemanticView::hits).reversed())
        .toList();
  }
}
