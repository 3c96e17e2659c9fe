package dev.interlock.semantic;

import dev.interlock.cache.CacheKey;
import dev.interlock.cache.DistantEntries;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Mark;
import dev.interlock.cache.Selection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hears what other replicas keep and learn. Thread-safe.
 *
 * @param promises to which a lesson belongs
 * @param known the same, but where there is none yet nothing is remembered
 * @param kinRemoval takes the numbers of kin of which an answer was called bad
 */
record FromOthers(
    DistantRows distant,
    BadKin badKin,
    Function<PromiseKey, Promise> promises,
    Function<PromiseKey, Promise> known,
    Consumer<Set<Long>> kinRemoval)
    implements DistantEntries {
  @Override
  public void added(EntryLabel label, byte[] semantic) {
    distant.add(label, semantic);
  }

  @Override
  public void learnt(byte[] lesson) {
    Hearsay.decode(lesson).ifPresent(this::learnt);
  }

  private void learnt(Hearsay told) {
    if (told.earlier()) {
      known.apply(told.promise()).hearOfKin(told.kin(), told.words(), told.right());
    }
    distant
        .of(told.key(), told.createdMs())
        .ifPresent(
            entry -> {
              entry.kin().set(told.kin());
              promises.apply(told.promise()).hear(told.at(entry), told.right());
              if (badKin.has(told.kin())) {
                distant.remove(told.key());
              }
            });
  }

  @Override
  public long kin(Mark mark) {
    return distant
        .of(mark.key(), mark.createdMs())
        .map(entry -> entry.kin().get())
        .orElseGet(() -> Kin.of(mark.key(), mark.createdMs()));
  }

  @Override
  public void disliked(Mark mark) {
    // It may have joined others after others had joined it.
    var kin = new HashSet<>(Set.of(Kin.of(mark.key(), mark.createdMs())));
    kin.add(kin(mark));
    if (mark.kin() != Kin.NONE) {
      kin.add(mark.kin());
    }
    kinRemoval.accept(kin);
  }

  @Override
  public void read(EntryLabel label) {
    distant.relabel(label);
  }

  @Override
  public void gone(Selection selection) {
    distant.remove(selection);
  }

  @Override
  public void gone(CacheKey key) {
    distant.remove(key);
  }
}
