package dev.interlock.cache;

import dev.interlock.dialect.replay.WholeAnswer;

/**
 * What somebody hangs on an entry that is to come, to be found by it in another way than by its
 * key. Thread-safe; its methods are called by whoever fills or empties the cache, take microseconds
 * and never throw.
 */
public interface Attachment {
  /** None. */
  Attachment NONE =
      new Attachment() {
        @Override
        public int bytes() {
          return 0;
        }
      };

  /** Of an entry of which no other is known to have its answer. */
  long NO_KIN = 0;

  /** Heap that it takes as long as the entry is there, about. */
  int bytes();

  /** By what other replicas find the entry in another way, too; empty: by nothing. */
  default byte[] shared() {
    return new byte[0];
  }

  /** A number, alike on all replicas, of entries whose answers were shown to be the same. */
  default long kin() {
    return NO_KIN;
  }

  /** The answer has come, whole; whether it is kept is another matter. */
  default void answered(WholeAnswer answer) {}

  /** The answer has come, and is none that anybody could be given again. */
  default void unfit() {}

  /** {@code entry} is there. */
  default void kept(Entry entry) {}

  /**
   * Somebody called the answer bad: the entry of {@code mark} goes; or it never comes, if that was
   * said before the answer had ended.
   */
  default void disliked(Mark mark) {}

  /** {@code entry} is there no more; also where it never was, and more than once. */
  default void gone(Entry entry) {}
}
