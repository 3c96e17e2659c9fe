package dev.interlock.sharedcache;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Mark;
import dev.interlock.proto.cache.v1.SharedQuarantine;
import java.util.Optional;

/** What stands in the store, each sealed for the place where it stands. */
record Records(Places places, Seal seal) {
  byte[] of(Entry entry) {
    byte[] place = places.entry(entry.keeping().key());
    return seal.close(EntryRecords.of(entry), place);
  }

  Optional<Entry> entry(CacheKey key, byte[] sealed) {
    return seal.open(sealed, places.entry(key)).flatMap(bytes -> EntryRecords.read(key, bytes));
  }

  byte[] of(Mark mark) {
    return seal.close(Notices.record(mark).toByteArray(), places.quarantine(mark.key()));
  }

  Optional<Mark> mark(CacheKey key, byte[] sealed) {
    return seal.open(sealed, places.quarantine(key))
        .flatMap(
            bytes -> {
              try {
                return Notices.mark(SharedQuarantine.parseFrom(bytes));
              } catch (InvalidProtocolBufferException _) {
                return Optional.empty();
              }
            })
        .filter(mark -> mark.key().equals(key));
  }
}
