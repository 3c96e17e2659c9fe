package dev.interlock.cache;

import java.time.InstantSource;
import java.util.Optional;

/** Does here what others did. Thread-safe. */
record SharedReplica(
    ResponseCache cache, SharedStore store, DistantEntries distant, InstantSource clock)
    implements SharedStore.Replica {
  /** How long an entry may take to a shared store, at most. */
  private static final long ON_THEIR_WAY_MS = 10_000;

  @Override
  public void added(EntryLabel label, byte[] semantic) {
    if (isWelcome(label)) {
      distant.added(replacing(label), semantic);
      // Looked at afterwards: whoever deletes sees either the entry or is seen here.
      if (!isWelcome(label)) {
        distant.gone(label.key());
      }
    }
  }

  private boolean isWelcome(EntryLabel label) {
    return !cache.excludes(label) && !isFoundHere(label.key());
  }

  /** Whether an entry is kept under {@code key} that is found in another way by itself. */
  private boolean isFoundHere(CacheKey key) {
    return cache
        .here(key)
        .filter(entry -> !entry.keeping().attachment().equals(Attachment.NONE))
        .isPresent();
  }

  /** Of two answers to one question, the earlier was replaced, and goes. */
  private EntryLabel replacing(EntryLabel label) {
    Optional<Entry> here = cache.here(label.key());
    if (here.filter(entry -> entry.createdMs() > label.createdMs()).isPresent()) {
      return EntryLabel.of(here.get());
    }
    here.filter(entry -> entry.createdMs() < label.createdMs()).ifPresent(cache::remove);
    return label;
  }

  @Override
  public void learnt(byte[] lesson) {
    distant.learnt(lesson);
  }

  @Override
  public void deleted(Selection selection, long atMs) {
    // What was kept here a moment ago may have reached the store behind whoever deletes.
    for (Entry entry : cache.deleteHere(selection, atMs)) {
      if (entry.createdMs() > atMs - ON_THEIR_WAY_MS) {
        store.drop(entry.keeping().key());
      }
    }
  }

  @Override
  public void quarantined(Mark mark) {
    if (mark.untilMs() > clock.millis()) {
      var _ = cache.quarantine(mark);
    } else {
      distant.disliked(mark); // What has its answer may still be good.
    }
  }

  @Override
  public void missedSomething() {
    cache.missedSomething();
  }
}
