package dev.interlock.semantic;

import dev.interlock.cache.Entry;
import dev.interlock.cache.EntryLabel;
import java.util.Optional;

/** Which entries may answer a request. Thread-safe. */
public interface Access {
  /** Whether an entry could serve at all: who gave it, how old it is. */
  boolean allows(Entry entry);

  /** The entry of {@code label}, which another replica told of, if it is here by now. */
  Optional<Entry> find(EntryLabel label);

  /** Whether one that is not here can still be asked for. */
  boolean fetches();
}
