package dev.interlock.semantic;

import dev.interlock.cache.EntryLabel;
import dev.interlock.equivalence.PairView;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An entry that another replica keeps, as it is found here: without its answer, and packed until it
 * is compared.
 *
 * @param id its row of the index
 * @param packed the {@link Meaning}
 * @param kin entries whose answers are the same have one number
 */
@SuppressWarnings("ArrayRecordComponent") // never changed
record DistantEntry(long id, EntryLabel label, byte[] packed, AtomicLong kin) {
  /** What it takes beside, with its row and its places in tables. */
  private static final int OVERHEAD = 1_200;

  private static final int TEXT = 56;

  /** What is compared. */
  Optional<PairView> view() {
    return Meaning.decode(packed).map(Meaning::view);
  }

  /** Heap that it takes, about. */
  int weight() {
    int chars =
        label.tenant().length()
            + label.virtualModel().length()
            + label.model().length()
            + label.intent().length();
    for (String tag : label.tags()) {
      chars += TEXT + tag.length();
    }
    return OVERHEAD + packed.length + chars;
  }

  @Override
  public String toString() {
    return "DistantEntry[" + label.id() + "]";
  }
}
