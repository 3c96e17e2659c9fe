package dev.interlock.cache;

/**
 * Finds in another way than by the key what other replicas keep, and hears what becomes of it.
 * Thread-safe; nothing here throws.
 */
public interface DistantEntries {
  /** None are found. */
  DistantEntries NONE =
      new DistantEntries() {
        @Override
        public void added(EntryLabel label, byte[] semantic) {}

        @Override
        public void learnt(byte[] lesson) {}

        @Override
        public void gone(Selection selection) {}

        @Override
        public void gone(CacheKey key) {}
      };

  /** An entry is there that {@code semantic} finds; garbage is passed over. */
  void added(EntryLabel label, byte[] semantic);

  /** Something was learnt of an entry; likewise. */
  void learnt(byte[] lesson);

  /** Entries of {@code selection} are gone. */
  void gone(Selection selection);

  /** The entry of {@code key} is gone. */
  void gone(CacheKey key);
}
