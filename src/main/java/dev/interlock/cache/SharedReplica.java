package dev.interlock.cache;

/** Does here what others did. Thread-safe. */
record SharedReplica(ResponseCache cache, DistantEntries distant) implements SharedStore.Replica {
  /** How long an entry may take to a shared store, at most. */
  private static final long ON_THEIR_WAY_MS = 10_000;

  @Override
  public void added(EntryLabel label, byte[] semantic) {
    if (cache.isWelcome(label)) {
      distant.added(label, semantic);
      // Looked at afterwards: whoever deletes sees either the entry or is seen here.
      if (!cache.isWelcome(label)) {
        distant.gone(label.key());
      }
    }
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
        cache.drop(entry.keeping().key());
      }
    }
  }

  @Override
  public void quarantined(Mark mark) {
    if (cache.isDue(mark)) {
      var _ = cache.quarantine(mark);
    }
  }

  @Override
  public void missedSomething() {
    cache.missedSomething();
  }
}
