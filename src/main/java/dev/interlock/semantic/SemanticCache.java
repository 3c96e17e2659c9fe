package dev.interlock.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.DistantEntries;
import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Mark;
import dev.interlock.cache.SharedStore;
import dev.interlock.dialect.replay.AnswerText;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairView;
import dev.interlock.reuse.Neighbour;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.Poll;
import dev.interlock.reuse.ReuseIndex;
import dev.interlock.semantic.Paraphrase.Trial;
import dev.interlock.semantic.Paraphrase.Trials;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
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
  private final Collisions collisions = new Collisions();
  private final BadKin badKin = new BadKin();
  private final Joins joins = new Joins();
  private final DistantEntries others;
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
    this.distant = new DistantRows(index, ids::incrementAndGet, this::forget, clock, nanoTime);
    this.others = new FromOthers(distant, badKin, this::promise, this::known, this::removeKin);
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
    return others;
  }

  /** What is to hear of others, and of answers that are called bad; of those here, too. */
  public DistantEntries others() {
    return others;
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
    return search(inquiry, check, access, this::promise)
        .map(Search::look)
        .orElseGet(() -> new Look.Bypassed(Bypass.NOT_ENCODED));
  }

  /**
   * What lies nearest, and what the second check says of it, as a {@link Look.Miss}, unless an
   * answer of others is to be fetched for that; nothing is learnt, counted or drawn.
   */
  public Look peek(Inquiry inquiry, PairCheck check, Access access) {
    return inquiry
        .bypass()
        .<Look>map(Look.Bypassed::new)
        .or(() -> search(inquiry, check, access, this::known).map(Search::peek))
        .orElseGet(() -> new Look.Bypassed(Bypass.NOT_ENCODED));
  }

  /** The question with its vectors; empty if there are none. */
  private Optional<Search> search(
      Inquiry inquiry, PairCheck check, Access access, Function<PromiseKey, Promise> promises) {
    var key = new PromiseKey(inquiry.scope(), inquiry.terms().maxError(), judge.identity());
    return inquiry
        .encoding()
        .filter(encoding -> encoding.forward().isPresent())
        .map(
            encoding ->
                new Search(
                    this,
                    inquiry,
                    PairView.of(inquiry.text(), encoding),
                    promises.apply(key),
                    check,
                    access));
  }

  private Promise promise(PromiseKey key) {
    return promises.get(key, this::unearned);
  }

  /** As far as there is one; nobody's is forgotten for it. */
  private Promise known(PromiseKey key) {
    @Nullable Promise promise = promises.getIfPresent(key);
    return promise == null ? unearned(key) : promise;
  }

  private Promise unearned(PromiseKey key) {
    return new Promise(key, lots, id -> entries.containsKey(id) || distant.has(id));
  }

  static PartitionKey partition(CacheKey key) {
    return new PartitionKey(key.first(), key.second());
  }

  /** A number that nothing else here has. */
  long newId() {
    return ids.incrementAndGet();
  }

  List<Neighbour> nearest(PartitionKey partition, PairView view) {
    return index.nearest(partition, view.forward().orElseThrow(), Poll.VOICES);
  }

  /** What is in a row; empty if nothing is any more. */
  Optional<Search.Earlier> earlier(long id, Access access) {
    Entry entry = entries.get(id);
    if (entry != null) {
      return paraphrase(entry)
          .flatMap(
              known ->
                  known
                      .view()
                      .map(
                          view ->
                              new Search.Earlier(
                                  EntryLabel.of(entry), view, known.kin(), Optional.of(entry))));
    }
    return distant
        .at(id)
        .flatMap(
            there ->
                there
                    .view()
                    .map(
                        view ->
                            new Search.Earlier(
                                there.label(),
                                view,
                                there.kin().get(),
                                access.find(there.label()))));
  }

  private static Optional<Paraphrase> paraphrase(Entry entry) {
    return entry.keeping().attachment() instanceof Paraphrase paraphrase
        ? Optional.of(paraphrase)
        : Optional.empty();
  }

  /** Takes note of a question whose vector all but equals an entry's, and that was refused. */
  void collided(long id, double cosine, Search.Earlier earlier, PairView now) {
    if (collisions.refused(id, cosine, earlier.view(), now)) {
      remove(id);
      distant.remove(earlier.label().key());
    }
  }

  /** Compares the answer {@code given} with those of earlier entries, until one is the same. */
  void compare(Paraphrase about, Trials open, String given) {
    compare(about, open, given, 0);
  }

  private void compare(Paraphrase about, Trials open, String given, int at) {
    if (at == open.list().size()) {
      return;
    }
    Trial trial = open.list().get(at);
    Optional<String> kept = AnswerText.of(trial.entry().answer());
    if (kept.isEmpty()) {
      learn(open, trial, false);
      compare(about, open, given, at + 1);
      return;
    }
    AnswerJudge by = trial.shown() ? judge : RULES;
    by.judge(
        new AnswerJudge.Case(open.question(), kept.get(), given),
        finding -> {
          switch (finding) {
            case NONE -> open.promise().unjudged();
            case SAME -> {
              long before = about.kin();
              long theirs =
                  paraphrase(trial.entry()).map(Paraphrase::kin).orElse(trial.lesson().kin());
              about.joins(theirs);
              joins.add(before, theirs);
              learn(open, trial, true);
              // Somebody may have called the one or the other bad meanwhile.
              if (badKin.has(theirs) || badKin.has(before)) {
                removeKin(about.everyKin());
                about.bad().ifPresent(mark -> tellBad(mark.of(theirs)));
              }
            }
            case DIFFERENT -> {
              learn(open, trial, false);
              compare(about, open, given, at + 1);
            }
          }
        });
  }

  /** Of a bad answer it is known now who else has it. */
  private void tellBad(Mark mark) {
    SharedStore shared = store;
    if (shared != null) {
      shared.quarantine(mark);
    }
  }

  /** The answer is none that could be the same as another. */
  void differs(Trials open) {
    open.list().stream()
        .filter(trial -> trial.lesson().bet().isPresent())
        .forEach(trial -> learn(open, trial, false));
  }

  /** Takes a verdict into account, which teaches both entries, here and elsewhere. */
  private void learn(Trials open, Trial trial, boolean right) {
    Promise.Lesson lesson = trial.lesson();
    open.promise().learn(lesson, right);
    SharedStore shared = store;
    if (shared == null) {
      return;
    }
    PromiseKey key = open.promise().key();
    shared.tell(Hearsay.ofEarlier(trial.entry(), lesson, right, key).encode());
    Entry given = entries.get(lesson.given());
    if (given != null) {
      long kin = paraphrase(given).map(Paraphrase::kin).orElse(Kin.NONE);
      shared.tell(Hearsay.ofGiven(given, lesson, right, kin, key).encode());
    }
  }

  void add(long id, Meaning meaning, Entry entry) {
    distant.remove(entry.keeping().key());
    entries.put(id, entry);
    if (!index.add(meaning.partition(), id, meaning.view().forward().orElseThrow())) {
      entries.remove(id);
    }
  }

  void remove(long id) {
    index.remove(id);
    entries.remove(id);
  }

  /** An answer was called bad: entries that are known to have it are found by meaning no more. */
  void removeKin(Set<Long> kin) {
    Set<Long> all =
        joins.around(
            kin,
            entries.values().stream()
                .flatMap(entry -> paraphrase(entry).stream())
                .map(Paraphrase::everyKin));
    all.forEach(badKin::add);
    entries.forEach(
        (id, entry) -> {
          if (paraphrase(entry).filter(one -> all.contains(one.kin())).isPresent()) {
            remove(id);
          }
        });
    distant.removeKin(all);
  }

  /** No promise knows of the row any more. */
  private void forget(long id) {
    promises.asMap().values().forEach(promise -> promise.forget(id));
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

  /** Questions that all but met an earlier one by their vectors, and in nothing else. */
  public Collisions.Count collisions() {
    return collisions.count();
  }

  /** What every scope can show for its promise, the busiest first. */
  public List<SemanticView> view() {
    return promises.asMap().entrySet().stream()
        .map(promise -> SemanticView.of(promise.getKey().scope(), promise.getValue()))
        .sorted(Comparator.comparingLong(SemanticView::hits).reversed())
        .toList();
  }
}
