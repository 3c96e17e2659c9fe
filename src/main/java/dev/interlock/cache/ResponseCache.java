package dev.interlock.cache;

import static java.util.Objects.requireNonNull;

import dev.interlock.dialect.replay.WholeAnswer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept, in this process's memory, by the hash of their question. Bounded by
 * bytes. An answer is good until a moment that is fixed when it comes, and that nothing puts off.
 *
 * <p>It outlives configurations. Thread-safe.
 */
public final class ResponseCache {
  /** Share of its time that an entry loses at most, so that not all of them end at once. */
  private static final double JITTER = 0.1;

  private final InstantSource clock;
  private final DoubleSupplier lots;
  private volatile KeyMaker keys = new KeyMaker(new SecureRandom());
  private final Entries entries;
  private final Trail trail = new Trail();
  private final Quarantine quarantine;
  private final CacheCounts counts = new CacheCounts();

  /** Grows whenever something is taken out on purpose: an answer asked for before is not kept. */
  private final AtomicLong revision = new AtomicLong();

  private final Deletions deletions = new Deletions();
  private volatile CacheSettings settings = CacheSettings.DEFAULT;
  private volatile @Nullable SharedStore store;
  private volatile DistantEntries distant = DistantEntries.NONE;

  /**
   * An empty cache.
   *
   * @param clock the time of day
   * @param nanoTime a clock that nobody sets, such as {@link System#nanoTime}
   * @param lots evenly spread over [0, 1)
   */
  public ResponseCache(InstantSource clock, LongSupplier nanoTime, DoubleSupplier lots) {
    this.clock = clock;
    this.lots = lots;
    this.quarantine = new Quarantine(clock, nanoTime);
    this.entries = new Entries(settings.memoryBytes(), clock, nanoTime, counts::left, this::forget);
  }

  private void forget(Entry entry) {
    trail.gone(entry);
    entry.keeping().attachment().gone(entry);
  }

  /** From now on {@code settings} hold; too much is let go at once. */
  public void use(CacheSettings settings) {
    this.settings = settings;
    entries.bound(settings.memoryBytes());
  }

  /** From now on {@code distant} hears which answers are called bad, shared or not. */
  public void foundBy(DistantEntries distant) {
    this.distant = distant;
  }

  /**
   * From now on entries are shared: what was kept so far is gone.
   *
   * @param secret by which all replicas make the same keys
   * @param distant hears which entries others have
   */
  public void share(byte[] secret, SharedStore store, DistantEntries distant) {
    this.distant = distant;
    keys = new KeyMaker(secret);
    revision.incrementAndGet();
    entries.clear();
    this.store = store;
  }

  /** Whether others may have what is not here. */
  public boolean isShared() {
    return store != null;
  }

  /** What this one does when others say something; where entries are shared. */
  public SharedStore.Replica replica() {
    return new SharedReplica(this, requireNonNull(store, "store"), distant, clock);
  }

  /** The longest answer that is kept, in bytes. */
  public int largestBytes() {
    return settings.largestBytes();
  }

  /** What makes keys now. */
  KeyMaker keys() {
    return keys;
  }

  /** {@code entry} was found in another way than by its key: that is a use of it, too. */
  public void used(Entry entry) {
    var _ = entries.find(entry.keeping().key());
  }

  /** What is kept for {@code question} and is good for it. */
  public Optional<Entry> find(Question question) {
    return entries
        .find(question.key())
        .filter(entry -> entry.serves(question.freshness(), clock.millis()));
  }

  /** The entry of {@code label}, if it is here. */
  public Optional<Entry> find(EntryLabel label) {
    return entries.find(label.key()).filter(label::isOf);
  }

  /**
   * Asks the others for what is not kept here; empty if nobody is to be asked. What came is to be
   * run on a worker, and then {@link #find} finds it.
   */
  public Optional<CompletionStage<Runnable>> fetch(Question question) {
    return question.freshness().look() ? fetch(question.key()) : Optional.empty();
  }

  /** The same for whatever question has this key. */
  public Optional<CompletionStage<Runnable>> fetch(CacheKey key) {
    SharedStore shared = store;
    if (shared == null || entries.map().containsKey(key) || quarantine.holds(key)) {
      return Optional.empty();
    }
    long before = revision.get();
    return shared
        .ask(key)
        .map(asked -> asked.thenApply(reply -> () -> takeOver(key, reply.read(), before)));
  }

  private void takeOver(CacheKey key, SharedStore.Found found, long before) {
    found
        .quarantine()
        .ifPresent(
            mark -> {
              distant.disliked(mark);
              quarantine.add(mark);
            });
    Entry entry = found.entry().orElse(null);
    if (entry == null || !isWelcome(entry)) {
      if (found.known()) {
        distant.gone(key);
      }
      return;
    }
    Entry other = entries.map().putIfAbsent(key, entry);
    distant.read(EntryLabel.of(other == null ? entry : other));
    if (other != null) {
      if (!other.keeping().decisionId().equals(entry.keeping().decisionId())) {
        trail.gone(entry);
      }
    } else if (before != revision.get() || quarantine.holds(key)) {
      entries.map().remove(key, entry);
      distant.gone(key);
    }
  }

  private boolean isWelcome(Entry entry) {
    return entry.answer().bytes() <= settings.largestBytes()
        && !excludes(EntryLabel.of(entry))
        && !trail.kept(entry);
  }

  /** Whether the entry of {@code label} is none that may be given again. */
  boolean excludes(EntryLabel label) {
    return clock.millis() >= label.expiresMs()
        || deletions.include(label)
        || quarantine.holds(label.key());
  }

  /** The entry under {@code key}, which stays no longer for it. */
  Optional<Entry> here(CacheKey key) {
    return entries.peek(key);
  }

  /** Lets go of {@code entry}. */
  void remove(Entry entry) {
    entries.map().remove(entry.keeping().key(), entry);
  }

  /** Which changes it has seen: for what is decided now. */
  public long revision() {
    return revision.get();
  }

  /** A model is asked whose answer may be kept: feedback on it may come before it does. */
  public void expect(Keeping keeping) {
    trail.expect(keeping.decisionId());
  }

  /** Notes that {@code entry} answered in place of a model. */
  public void served(Entry entry, String decisionId) {
    trail.served(decisionId, entry);
  }

  /**
   * Keeps {@code answer}, unless something speaks against it by now.
   *
   * @param streamed whether it came as a stream, which need not say what it cost
   */
  public Filling keep(Keeping keeping, WholeAnswer answer, boolean streamed) {
    Filling filling = put(keeping, answer, streamed);
    keeping.attachment().answered(answer);
    counts.filled(filling);
    return filling;
  }

  private Filling put(Keeping keeping, WholeAnswer answer, boolean streamed) {
    if (answer.bytes() > settings.largestBytes()) {
      return Filling.TOO_LARGE;
    }
    long now = clock.millis();
    long good = Math.round(keeping.ttl().toMillis() * (1 - JITTER * lots.getAsDouble()));
    var entry = Entry.of(keeping, answer, streamed, now, now + good);
    if (trail.kept(entry)) {
      quarantineUnkept(entry);
      return Filling.QUARANTINED;
    }
    if (quarantine.holds(keeping.key())) {
      trail.gone(entry);
      return Filling.QUARANTINED;
    }
    var _ = entries.map().put(keeping.key(), entry);
    keeping.attachment().kept(entry);
    if (!entry.equals(entries.map().get(keeping.key()))) {
      keeping.attachment().gone(entry);
    }
    // Looked at afterwards: whoever deletes sees either the entry or the older revision.
    if (keeping.revision() != revision.get() || quarantine.holds(keeping.key())) {
      entries.map().remove(keeping.key(), entry);
      return Filling.OUTDATED;
    }
    SharedStore shared = store;
    if (shared != null) {
      shared.keep(entry, keeping.attachment().shared());
    }
    return Filling.KEPT;
  }

  /** An answer that was to be kept is not. */
  public void unfit(Filling why) {
    counts.filled(why);
  }

  /**
   * Somebody says that the answer to a decision was bad: the entry that it came from, or that it
   * became, answers no more, and none takes its place for as long as it would have been good.
   *
   * @return whether there was one
   */
  public boolean dislike(String decisionId) {
    Optional<Mark> mark = trail.dislike(decisionId).map(this::known).filter(this::quarantine);
    SharedStore shared = store;
    if (shared != null) {
      // Of one whose time is over nothing is there any more; under its key there may be another.
      mark.filter(bad -> bad.untilMs() > clock.millis()).ifPresent(shared::quarantine);
    }
    return mark.isPresent();
  }

  private Mark known(Mark mark) {
    return mark.withKin(entries.find(mark.key()), distant);
  }

  /** The answer that would be {@code entry} was called bad before it came. */
  private void quarantineUnkept(Entry entry) {
    Mark mark = Mark.of(entry);
    if (!quarantine.holds(mark.key())) {
      counts.quarantine();
    }
    quarantine.add(mark);
    entry.keeping().attachment().disliked(mark);
    SharedStore shared = store;
    if (shared != null) {
      shared.quarantine(mark);
    }
  }

  /** Ends the entry that {@code mark} is of, unless another answer has taken its place. */
  boolean quarantine(Mark mark) {
    distant.disliked(mark);
    CacheKey key = mark.key();
    Entry now = entries.map().get(key);
    if (now != null && now.createdMs() != mark.createdMs()) {
      return false;
    }
    boolean news = !quarantine.holds(key);
    quarantine.add(mark);
    if (now != null) {
      now.keeping().attachment().disliked(mark);
    }
    entries.map().remove(key);
    distant.gone(key);
    if (news) {
      counts.quarantine();
    }
    return true;
  }

  /** Whether an entry answered {@code decisionId}, as far as that is remembered. */
  public boolean answered(String decisionId) {
    return trail.answered(decisionId);
  }

  /** What is meant by {@code selection}, the youngest first. */
  public List<Entry> list(Selection selection, int most) {
    return entries.list(selection, most);
  }

  /** How many are meant by {@code selection}. */
  public long count(Selection selection) {
    return entries.count(selection);
  }

  /**
   * Lets go of what is meant by {@code selection}, and of every answer that a model is giving now.
   * Where entries are shared, so do the others.
   *
   * @return how many entries of this process that were
   */
  public DeletedEntries delete(Selection selection) {
    long now = clock.millis();
    List<Entry> gone = deleteHere(selection, now);
    SharedStore shared = store;
    return new DeletedEntries(
        gone.size(),
        shared == null ? Optional.empty() : Optional.of(shared.delete(selection, now)));
  }

  /** How many of the shared store are meant by {@code selection}, if there is one. */
  public Optional<CompletionStage<Long>> countShared(Selection selection) {
    return Optional.ofNullable(store).map(shared -> shared.count(selection));
  }

  /** Lets go of what is meant by {@code selection}, and says what that was. */
  List<Entry> deleteHere(Selection selection, long atMs) {
    deletions.add(selection, atMs);
    revision.incrementAndGet();
    var gone = new ArrayList<Entry>();
    for (Entry entry : entries.map().values()) {
      if (selection.contains(entry) && entries.map().remove(entry.keeping().key(), entry)) {
        gone.add(entry);
      }
    }
    distant.gone(selection);
    return gone;
  }

  /** What was kept here may be what others deleted. */
  void missedSomething() {
    revision.incrementAndGet();
    entries.clear();
    distant.gone(Selection.ALL);
  }

  /** What was counted since the start. */
  public CacheCounts counts() {
    return counts;
  }

  /** How many answers are kept, about. */
  public long size() {
    return entries.size();
  }

  /** Heap that they take, about. */
  public long bytes() {
    return entries.bytes();
  }

  /** Whether no answer to the question of {@code key} is kept, as one was called bad. */
  public boolean isQuarantined(CacheKey key) {
    return quarantine.holds(key);
  }

  /** How many keys are quarantined. */
  public long inQuarantine() {
    return quarantine.size();
  }

  public CacheSettings settings() {
    return settings;
  }
}
