package dev.interlock.semantic;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.proto.cache.v1.SharedLesson;
import dev.interlock.reuse.Poll;
import java.util.Optional;

/**
 * What a replica learnt of an entry, as it tells the others: whether its answer would have been
 * right for another question. Immutable.
 *
 * @param key of the entry
 * @param createdMs when its answer came
 * @param kin of the entry, now
 * @param earlier whether its answer was there before the question, so that this tells of its kin
 * @param promise for which that is evidence
 */
record Hearsay(
    CacheKey key,
    long createdMs,
    double similarity,
    double chance,
    Poll.Standing words,
    boolean right,
    long kin,
    boolean earlier,
    PromiseKey promise) {
  /** Of an earlier entry, whose answer was compared. */
  static Hearsay ofEarlier(Entry entry, Promise.Lesson lesson, boolean right, PromiseKey promise) {
    return of(entry, lesson.place(), right, lesson.kin(), true, promise);
  }

  /** Of the entry that is made of the question itself. */
  static Hearsay ofGiven(
      Entry entry, Promise.Lesson lesson, boolean right, long kin, PromiseKey promise) {
    return of(entry, lesson.place(), right, kin, false, promise);
  }

  private static Hearsay of(
      Entry entry,
      Promise.Place place,
      boolean right,
      long kin,
      boolean earlier,
      PromiseKey promise) {
    return new Hearsay(
        entry.keeping().key(),
        entry.createdMs(),
        place.similarity(),
        place.chance(),
        place.words(),
        right,
        kin,
        earlier,
        promise);
  }

  /** The place of that entry to that question. */
  Promise.Place at(DistantEntry entry) {
    return new Promise.Place(entry.id(), similarity, chance, words);
  }

  byte[] encode() {
    return SharedLesson.newBuilder()
        .setKey(ByteString.copyFrom(key.bytes()))
        .setCreatedUnixMs(createdMs)
        .setSimilarity(similarity)
        .setChance(chance)
        .setSameWords(words == Poll.Standing.SAME_WORDS)
        .setRight(right)
        .setKin(kin)
        .setEarlier(earlier)
        .setRule(promise.scope().rule())
        .setTenant(promise.scope().tenant())
        .setLens(promise.scope().lens())
        .setMaxError(promise.maxError())
        .setJudge(promise.judge())
        .build()
        .toByteArray();
  }

  /** What {@code bytes} say; empty if that is nothing. */
  static Optional<Hearsay> decode(byte[] bytes) {
    try {
      SharedLesson message = SharedLesson.parseFrom(bytes);
      if (!(message.getMaxError() > 0 && message.getMaxError() < 1)) {
        return Optional.empty();
      }
      var scope = new Inquiry.Scope(message.getRule(), message.getTenant(), message.getLens());
      return CacheKey.from(message.getKey().toByteArray())
          .map(
              key ->
                  new Hearsay(
                      key,
                      message.getCreatedUnixMs(),
                      message.getSimilarity(),
                      message.getChance(),
                      message.getSameWords() ? Poll.Standing.SAME_WORDS : Poll.Standing.OTHER_WORDS,
                      message.getRight(),
                      message.getKin(),
                      message.getEarlier(),
                      new PromiseKey(scope, message.getMaxError(), message.getJudge())));
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty();
    }
  }

  /** Not whose it is. */
  @Override
  public String toString() {
    return "Hearsay[" + right + "]";
  }
}
