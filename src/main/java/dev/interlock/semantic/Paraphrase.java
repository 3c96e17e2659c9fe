package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.Entry;
import dev.interlock.dialect.replay.AnswerText;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.equivalence.PairView;
import dev.interlock.reuse.PartitionKey;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is found by for a question that means the same; and, until its answer has come, the
 * earlier entry that the answer tells about. Thread-safe.
 */
final class Paraphrase implements Attachment {
  /** What it takes beside its vectors, its row of the index and its evidence included. */
  private static final int OVERHEAD = 1_600;

  final long id;
  final PartitionKey partition;
  final PairView view;
  private final SemanticCache home;
  private final Promise promise;
  private final AtomicReference<@Nullable Trial> trial;

  Paraphrase(
      long id,
      PartitionKey partition,
      PairView view,
      SemanticCache home,
      Promise promise,
      Optional<Trial> trial) {
    this.id = id;
    this.partition = partition;
    this.view = view;
    this.home = home;
    this.promise = promise;
    this.trial = new AtomicReference<>(trial.orElse(null));
  }

  /**
   * An earlier entry that might have served.
   *
   * @param entry is not served, but compared
   * @param question that is asked now
   * @param promise hears whether it would have been right
   * @param shown whether the judge may see it
   */
  record Trial(
      Entry entry, String question, Promise promise, Promise.Lesson lesson, boolean shown) {
    /** Not the question. */
    @Override
    public String toString() {
      return "Trial[" + entry.id() + "]";
    }
  }

  @Override
  public int bytes() {
    return OVERHEAD
        + view.wording().bytes()
        + Float.BYTES
            * (view.fixed().length + view.forward().map(vector -> vector.length).orElse(0));
  }

  @Override
  public byte[] shared() {
    return new Meaning(partition, view).encode();
  }

  @Override
  public void answered(WholeAnswer answer) {
    @Nullable Trial open = trial.getAndSet(null);
    if (open == null) {
      return;
    }
    Optional<String> kept = AnswerText.of(open.entry().answer());
    Optional<String> given = AnswerText.of(answer);
    if (kept.isPresent() && given.isPresent()) {
      home.judge(new AnswerJudge.Case(open.question(), kept.get(), given.get()), open);
    } else {
      home.learn(open, false);
    }
  }

  @Override
  public void unfit() {
    @Nullable Trial open = trial.getAndSet(null);
    if (open != null) {
      home.learn(open, false);
    }
  }

  @Override
  public void kept(Entry entry) {
    home.add(this, entry);
  }

  @Override
  public void gone(Entry entry) {
    home.remove(id);
    promise.forget(id);
  }
}
