package dev.interlock.sharedcache;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.EntryLabel;
import dev.interlock.cache.Mark;
import dev.interlock.cache.Selection;
import dev.interlock.cache.SharedStore.Replica;
import dev.interlock.proto.cache.v1.SharedAddition;
import dev.interlock.proto.cache.v1.SharedDeletion;
import dev.interlock.proto.cache.v1.SharedNotice;
import dev.interlock.proto.cache.v1.SharedQuarantine;
import java.util.Optional;

/** What one replica tells the others, written and read. Immutable. */
final class Notices {
  private final String origin;

  /** Those of the replica that is called {@code origin}. */
  Notices(String origin) {
    this.origin = origin;
  }

  /** Says nothing but that somebody is there. */
  byte[] hello() {
    return notice().build().toByteArray();
  }

  byte[] added(EntryLabel label, byte[] semantic) {
    var added =
        SharedAddition.newBuilder()
            .setKey(ByteString.copyFrom(label.key().bytes()))
            .setExpiresUnixMs(label.expiresMs())
            .setSemantic(ByteString.copyFrom(semantic))
            .setCreatedUnixMs(label.createdMs())
            .setTenant(label.tenant())
            .setVirtualModel(label.virtualModel())
            .setModel(label.model())
            .setIntent(label.intent())
            .addAllTags(label.tags());
    return notice().setAdded(added).build().toByteArray();
  }

  byte[] learnt(byte[] lesson) {
    return notice().setLearnt(ByteString.copyFrom(lesson)).build().toByteArray();
  }

  byte[] deleted(Selection selection, long atMs) {
    var deleted = SharedDeletion.newBuilder().setAtUnixMs(atMs);
    selection.id().ifPresent(deleted::setEntry);
    selection.tenant().ifPresent(deleted::setTenant);
    selection.virtualModel().ifPresent(deleted::setVirtualModel);
    selection.model().ifPresent(deleted::setModel);
    selection.intent().ifPresent(deleted::setIntent);
    selection.tag().ifPresent(deleted::setTag);
    return notice().setDeleted(deleted).build().toByteArray();
  }

  byte[] quarantined(Mark mark) {
    return notice().setQuarantined(record(mark)).build().toByteArray();
  }

  private SharedNotice.Builder notice() {
    return SharedNotice.newBuilder().setOrigin(origin);
  }

  static SharedQuarantine record(Mark mark) {
    return SharedQuarantine.newBuilder()
        .setKey(ByteString.copyFrom(mark.key().bytes()))
        .setCreatedUnixMs(mark.createdMs())
        .setUntilUnixMs(mark.untilMs())
        .setKin(mark.kin())
        .build();
  }

  static Optional<Mark> mark(SharedQuarantine record) {
    return CacheKey.from(record.getKey().toByteArray())
        .map(
            key ->
                new Mark(key, record.getCreatedUnixMs(), record.getUntilUnixMs(), record.getKin()));
  }

  /** Tells {@code replica} what {@code bytes} say, unless we said it; false if they say nothing. */
  boolean tell(byte[] bytes, Replica replica) {
    SharedNotice notice;
    try {
      notice = SharedNotice.parseFrom(bytes);
    } catch (InvalidProtocolBufferException _) {
      return false;
    }
    if (notice.getOrigin().equals(origin)) {
      return true;
    }
    switch (notice.getWhatCase()) {
      case ADDED -> {
        SharedAddition added = notice.getAdded();
        label(added).ifPresent(l -> replica.added(l, added.getSemantic().toByteArray()));
      }
      case LEARNT -> replica.learnt(notice.getLearnt().toByteArray());
      case DELETED ->
          replica.deleted(selection(notice.getDeleted()), notice.getDeleted().getAtUnixMs());
      case QUARANTINED -> mark(notice.getQuarantined()).ifPresent(replica::quarantined);
      case WHAT_NOT_SET -> {}
    }
    return true;
  }

  private static Optional<EntryLabel> label(SharedAddition added) {
    return CacheKey.from(added.getKey().toByteArray())
        .map(
            key ->
                new EntryLabel(
                    key,
                    added.getTenant(),
                    added.getVirtualModel(),
                    added.getModel(),
                    added.getIntent(),
                    added.getTagsList(),
                    added.getCreatedUnixMs(),
                    added.getExpiresUnixMs()));
  }

  private static Selection selection(SharedDeletion deleted) {
    return new Selection(
        stated(deleted.hasEntry(), deleted.getEntry()),
        stated(deleted.hasTenant(), deleted.getTenant()),
        stated(deleted.hasVirtualModel(), deleted.getVirtualModel()),
        stated(deleted.hasModel(), deleted.getModel()),
        stated(deleted.hasIntent(), deleted.getIntent()),
        stated(deleted.hasTag(), deleted.getTag()));
  }

  private static Optional<String> stated(boolean is, String value) {
    return is ? Optional.of(value) : Optional.empty();
  }
}
