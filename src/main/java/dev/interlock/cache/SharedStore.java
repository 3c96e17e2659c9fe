package dev.interlock.cache;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Where replicas share what they keep. Nothing here waits, throws, or fails: a store that cannot be
 * reached has nothing and takes nothing. Thread-safe.
 */
public interface SharedStore {
  /**
   * Asks what is under {@code key}; empty if the store is known not to answer. The stage is
   * complete after the deadline at the latest, never exceptionally, in a thread that must not be
   * held.
   */
  Optional<CompletionStage<Reply>> ask(CacheKey key);

  /**
   * Keeps {@code entry} for the others, for as long as it is still good.
   *
   * @param semantic what finds it for other words, told to all; empty: nothing does
   */
  void keep(Entry entry, byte[] semantic);

  /** Tells the others what was learnt of an entry; may be lost. */
  void tell(byte[] learnt);

  /**
   * Lets go of what is meant by {@code selection}, here and on every other replica; what cannot be
   * done now is owed.
   *
   * @return how many entries of the store that were, once it is done; completes in a thread that
   *     must not be held
   */
  CompletionStage<Long> delete(Selection selection, long atMs);

  /** How many entries of the store are meant by {@code selection}; fails if it cannot tell. */
  CompletionStage<Long> count(Selection selection);

  /** No answer under {@code mark}'s key is kept by anybody until its time is over. */
  void quarantine(Mark mark);

  /**
   * Lets go of what was kept here under {@code key} just before all of its kind were deleted: it
   * may come to the store after whoever deletes. Does so a little later.
   */
  void drop(CacheKey key);

  /** What the store said, still to be read: that takes as long as its answer is big. */
  interface Reply {
    Found read();

    /** Of a store that said nothing: nobody knows. */
    Reply NOTHING = () -> Found.NOTHING;

    /** Of a store that has nothing. */
    Reply ABSENT = () -> Found.ABSENT;
  }

  /**
   * What is under a key.
   *
   * @param quarantine that answers are not kept, if so
   * @param known whether the store said so
   */
  record Found(Optional<Entry> entry, Optional<Mark> quarantine, boolean known) {
    public static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), false);
    public static final Found ABSENT = new Found(Optional.empty(), Optional.empty(), true);
  }

  /** What a replica hears of the others. Never throws; each call may take milliseconds. */
  interface Replica {
    /** An entry is there that {@code semantic} finds for other words. */
    void added(EntryLabel label, byte[] semantic);

    /** Something was learnt of an entry. */
    void learnt(byte[] lesson);

    /** Entries of {@code selection} are gone that came up to {@code atMs}. */
    void deleted(Selection selection, long atMs);

    /** An answer was called bad. */
    void quarantined(Mark mark);

    /** Others may have said something that nobody knows any more. */
    void missedSomething();
  }
}
