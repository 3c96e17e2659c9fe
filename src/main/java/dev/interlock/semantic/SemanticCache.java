package dev.interlock.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.DistantEntries;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedStore;
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
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

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
  private final DistantRows distant;
  private final Cache<PromiseKey, Promise> promises =
      Caffeine.newBuilder().maximumSize(MOST_SCOPES).executor(Runnable::run).build();
  private volatile AnswerJudge judge = RULES;
  private volatile @Nullable SharedStore store;

  /**
   * A cache that knows nothing.
   *
   * @param clock the time of day
   * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
   * @param lots evenly spread over [0, 1): which hits are tried against a model; thread-safe
   */
  public SemanticCache(InstantSource clock, LongSupplier nanoTime, DoubleSupplier lots) {
    this.lots = lots;
    this.distant = new DistantRows(index, ids::incrementAndGet, clock, nanoTime);
  }

  /**
   * From now on other replicas hear what is learnt here.
   *
   * @param bytes heap that it may take to find what others keep, about
   * @return what is to hear of others
   */
  public DistantEntries share(SharedStore store, long bytes) {
    this.store = store;
    distant.bound(bytes);
    return new FromOthers();
  }

  /** Hears what others keep and learn. */
  private final class FromOthers implements DistantEntries {
    @Override
    public void added(EntryLabel label, byte[] semantic) {
      distant.add(label, semantic);
    }

    @Override
    public void learnt(byte[] lesson) {
      Hearsay.decode(lesson)
          .ifPresent(
              told ->
                  distant
                      .of(told.key(), told.createdMs())
                      .ifPresent(
                          entry -> promise(told.promise()).hear(told.at(entry), told.right())));
    }

    @Override
    public void gone(Selection selection) {
      distant.remove(selection);
    }

    @Override
    public void gone(CacheKey key) {
      distant.remove(key);
    }
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
   * @param access which entries may answer
   */
  public Look look(Inquiry inquiry, PairCheck check, Access access) {
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
    var key = new PromiseKey(inquiry.scope(), terms.maxError(), judge.identity());
    return new Asked(inquiry, view.get(), promise(key)).look(check, access);
  }

  private Promise promise(PromiseKey key) {
    return promises.get(key, of -> new Promise(of, lots, entries::containsKey));
  }

  private static PartitionKey partition(CacheKey key) {
    return new PartitionKey(key.first(), key.second());
  }

  /**
   * An earlier question.
   *
   * @param entry its answer; empty where only another replica has it
   */
  private record Earlier(EntryLabel label, PairView view, Optional<Entry> entry) {}

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

    private Look look(PairCheck check, Access access) {
      List<Neighbour> neighbours = index.nearest(partition, view.forward().orElseThrow(), NEAREST);
      Optional<Nearest> refused = Optional.empty();
      for (Neighbour neighbour : neighbours) {
        Optional<Earlier> found = earlier(neighbour.entryId(), access);
        if (found.isEmpty() || !found.get().entry().map(access::allows).orElse(true)) {
          continue;
        }
        Earlier earlier = found.get();
        switch (check.check(earlier.view(), view)) {
          case PairCheck.Refused no -> {
            if (refused.isEmpty()) {
              refused =
                  Optional.of(nearest(earlier.label(), neighbour, no.chance(), no.code(), ""));
            }
          }
          case PairCheck.Same(double chance) -> {
            if (earlier.entry().isPresent()) {
              return decide(earlier.entry().get(), neighbour, chance);
            }
            if (access.fetches()) {
              return new Look.Elsewhere(earlier.label().key());
            }
          }
        }
      }
      return miss(ids.incrementAndGet(), refused, Optional.empty());
    }

    /** What is in a row; empty if nothing is any more. */
    private Optional<Earlier> earlier(long id, Access access) {
      Entry entry = entries.get(id);
      if (entry != null) {
        return entry.keeping().attachment() instanceof Paraphrase paraphrase
            ? Optional.of(new Earlier(EntryLabel.of(entry), paraphrase.view, Optional.of(entry)))
            : Optional.empty();
      }
      return distant
          .at(id)
          .flatMap(
              there ->
                  there
                      .view()
                      .map(view -> new Earlier(there.label(), view, access.find(there.label()))));
    }

    private Look decide(Entry entry, Neighbour neighbour, double chance) {
      var place = new Promise.Place(neighbour.entryId(), neighbour.cosine(), chance);
      return switch (promise.decide(place)) {
        case Choice.Reuse(double wrong) ->
            new Look.Hit(
                entry,
                nearest(EntryLabel.of(entry), neighbour, chance, "", ""),
                wrong,
                promise.certificate());
        case Choice.Explore(Choice.Why why, Ticket ticket) -> {
          long id = ids.incrementAndGet();
          var lesson = new Promise.Lesson(place, ticket, id);
          yield miss(
              id,
              Optional.of(nearest(EntryLabel.of(entry), neighbour, chance, "", why.code())),
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
        EntryLabel label, Neighbour neighbour, double chance, String refusedBy, String explored) {
      return new Nearest(label.id(), neighbour.cosine(), chance, refusedBy, explored);
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
            learn(trial, finding == AnswerJudge.Finding.SAME);
          }
        });
  }

  /** Takes a verdict into account, which teaches both entries, here and elsewhere. */
  void learn(Trial trial, boolean right) {
    Promise.Lesson lesson = trial.lesson();
    trial.promise().learn(lesson, right);
    SharedStore shared = store;
    if (shared == null) {
      return;
    }
    PromiseKey key = trial.promise().key();
    shared.tell(Hearsay.of(trial.entry(), lesson.place(), right, key).encode());
    Entry given = entries.get(lesson.given());
    if (given != null) {
      shared.tell(Hearsay.of(given, lesson.place(), right, key).encode());
    }
  }

  void add(Paraphrase paraphrase, Entry entry) {
    distant.remove(entry.keeping().key());
    entries.put(paraphrase.id, entry);
    if (!index.add(paraphrase.partition, paraphrase.id, paraphrase.view.forward().orElseThrow())) {
      entries.remove(paraphrase.id);
    }
  }

  void remove(long id) {
    index.remove(id);
    entries.remove(id);
  }

  /** Entries of this process that may be found. */
  public long size() {
    return entries.size();
  }

  /** Entries of other replicas that may be found. */
  public long distantSize() {
    return distant.size();
  }

  /** Heap that it takes to find those, about. */
  public long distantBytes() {
    return distant.bytes();
  }

  /** What every scope can show for its promise, the busiest first. */
  public List<SemanticView> view() {
    return promises.asMap().entrySet().stream()
        .map(promise -> SemanticView.of(promise.getKey().scope(), promise.getValue()))
        .sorted(Comparator.comparingLong(SemanticView::hits).reversed())
        .toList();
  }
}
