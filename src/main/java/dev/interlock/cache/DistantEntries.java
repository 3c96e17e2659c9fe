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
        public long kin(Mark mark) {
          return Attachment.NO_KIN;
        }

        @Override
        public void disliked(Mark mark) {}

        @Override
        public void read(EntryLabel label) {}

        @Override
        public void gone(Selection selection) {}

        @Override
        public void gone(CacheKey key) {}
      };

  /** An entry is there that {@code semantic} finds; garbage is passed over. */
  void added(EntryLabel label, byte[] semantic);

  /** Something was learnt of an entry; likewise. */
  void learnt(byte[] lesson);

  /** That of the entry of {@code mark}: what others told, or its own if they told nothing. */
  long kin(Mark mark);

  /** Somebody called the answer of {@code mark} bad, here or elsewhere. */
  void disliked(Mark mark);

  /** What is under the key of {@code label} is this, whatever was said before. */
  void read(EntryLabel label);

  /** Entries of {@code selection} are gone. */
  void gone(Selection selection);

  /** The entry of {@code key} is gone. */
  void gone(CacheKey key);
}
