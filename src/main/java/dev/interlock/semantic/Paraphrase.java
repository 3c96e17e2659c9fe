package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Mark;
import dev.interlock.dialect.replay.AnswerText;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.equivalence.PairView;
import dev.interlock.reuse.PartitionKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is found by for a question that means the same, packed as soon as it is kept; and,
 * until its answer has come, the earlier entry that the answer tells about. Thread-safe.
 */
final class Paraphrase implements Attachment {
  /** What it takes beside what is compared, its row of the index and its evidence included. */
  private static final int OVERHEAD = 1_000;

  final long id;
  private final SemanticCache home;
  private final Promise promise;
  private final AtomicLong kin = new AtomicLong(Kin.NONE);

  /** That of its answer before it joined others. */
  private volatile long own = Kin.NONE;

  /** Its answer, if somebody called that bad. */
  private volatile @Nullable Mark bad;

  private final AtomicReference<@Nullable Trials> trials;

  /** The {@link Meaning}; no bytes where it is too long to be packed. */
  private final byte[] packed;

  /** What is compared, until the entry is kept; where it is not packed, for good. */
  private volatile @Nullable Meaning whole;

  Paraphrase(
      long id,
      PartitionKey partition,
      PairView view,
      SemanticCache home,
      Promise promise,
      Trials trials) {
    this.id = id;
    var meaning = new Meaning(partition, view);
    this.packed = meaning.encode();
    this.whole = meaning;
    this.home = home;
    this.promise = promise;
    this.trials = new AtomicReference<>(trials);
  }

  /**
   * Earlier entries with whose answers that of a model is compared, until one is the same.
   *
   * @param question that is asked now
   * @param promise hears whether they would have been right
   */
  record Trials(String question, Promise promise, List<Trial> list) {
    /** Not the question. */
    @Override
    public String toString() {
      return "Trials" + list;
    }
  }

  /**
   * An earlier entry.
   *
   * @param entry is not served, but compared
   * @param shown whether the judge may see it
   */
  record Trial(Entry entry, Promise.Lesson lesson, boolean shown) {
    @Override
    public String toString() {
      return "Trial[" + entry.id() + "]";
    }
  }

  /** Entries whose answers are the same have one; {@link Kin#NONE} until the answer has come. */
  @Override
  public long kin() {
    return kin.get();
  }

  /** That, and the one that it had before it joined others, whom others may have joined then. */
  Set<Long> everyKin() {
    return LongStream.of(own, kin.get())
        .filter(one -> one != Kin.NONE)
        .boxed()
        .collect(Collectors.toSet());
  }

  /** Its answer was shown to be that of {@code theirs}. */
  void joins(long theirs) {
    kin.set(theirs);
  }

  /** What is compared; vectors are those of eight bits a coordinate once the entry is kept. */
  Optional<PairView> view() {
    Meaning meaning = whole;
    return (meaning == null ? Meaning.decode(packed) : Optional.of(meaning)).map(Meaning::view);
  }

  /** As it is once the entry is kept. */
  @Override
  public int bytes() {
    Meaning meaning = whole;
    if (packed.length > 0 || meaning == null) {
      return OVERHEAD + packed.length;
    }
    return OVERHEAD + unpacked(meaning.view());
  }

  private static int unpacked(PairView view) {
    return view.wording().bytes()
        + Float.BYTES
            * (view.fixed().length + view.forward().map(vector -> vector.length).orElse(0));
  }

  @Override
  public byte[] shared() {
    return packed;
  }

  @Override
  public void answered(WholeAnswer answer) {
    @Nullable Trials open = trials.getAndSet(null);
    if (open != null) {
      Optional<String> given = AnswerText.of(answer);
      if (given.isPresent()) {
        home.compare(this, open, given.get());
      } else {
        home.differs(open);
      }
    }
  }

  @Override
  public void unfit() {
    @Nullable Trials open = trials.getAndSet(null);
    if (open != null) {
      home.differs(open);
    }
  }

  @Override
  public void kept(Entry entry) {
    own = Kin.of(entry.keeping().key(), entry.createdMs());
    kin.compareAndSet(Kin.NONE, own);
    Meaning meaning = whole;
    if (meaning != null) {
      home.add(id, meaning, entry);
      if (packed.length > 0) {
        whole = null;
      }
    }
  }

  @Override
  public void disliked(Mark mark) {
    own = Kin.of(mark.key(), mark.createdMs());
    kin.compareAndSet(Kin.NONE, own);
    bad = mark;
    home.removeKin(everyKin());
  }

  /** Its answer, if somebody called that bad. */
  Optional<Mark> bad() {
    return Optional.ofNullable(bad);
  }

  @Override
  public void gone(Entry entry) {
    home.remove(id);
    promise.forget(id);
  }
}
