package dev.interlock.semantic;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.interlock.equivalence.PairView;
import dev.interlock.equivalence.Wording;
import dev.interlock.proto.cache.v1.SharedMeaning;
import dev.interlock.reuse.PartitionKey;
import dev.interlock.reuse.ReuseIndex;
import java.util.Optional;

/**
 * By what a question is found, on its way between replicas. Immutable; any thread.
 *
 * @param partition what it is compared within
 * @param view with both vectors
 */
record Meaning(PartitionKey partition, PairView view) {
  /** Longer ones are not sent, nor taken: a text of usual length takes a thousand bytes. */
  static final int MOST_BYTES = 64 << 10;

  private static final int MOST_DIMENSIONS = 4_096;

  /** The bytes of it; none where it is too long. */
  byte[] encode() {
    SharedMeaning message =
        SharedMeaning.newBuilder()
            .setPartitionHigh(partition.high())
            .setPartitionLow(partition.low())
            .setSpace(view.space())
            .setFixed(ByteVector.encode(view.fixed()))
            .setForward(ByteVector.encode(view.forward().orElseThrow()))
            .setWording(ByteString.copyFrom(view.wording().encode()))
            .build();
    return message.getSerializedSize() > MOST_BYTES ? new byte[0] : message.toByteArray();
  }

  /** What {@code bytes} are of; empty if they are of nothing that could be found here. */
  static Optional<Meaning> decode(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    SharedMeaning message;
    try {
      message = SharedMeaning.parseFrom(bytes);
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty();
    }
    if (message.getForward().size() != ReuseIndex.DIMENSIONS
        || message.getFixed().size() > MOST_DIMENSIONS) {
      return Optional.empty();
    }
    return Wording.decode(message.getWording().toByteArray())
        .map(
            wording ->
                new Meaning(
                    new PartitionKey(message.getPartitionHigh(), message.getPartitionLow()),
                    new PairView(
                        wording,
                        ByteVector.decode(message.getFixed()),
                        Optional.of(ByteVector.decode(message.getForward())),
                        message.getSpace())));
  }
}
