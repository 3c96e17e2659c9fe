package dev.interlock.sharedcache;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.cache.Keeping;
import dev.interlock.catalog.Energy;
import dev.interlock.catalog.Latency;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.Objective;
import dev.interlock.catalog.Price;
import dev.interlock.dialect.replay.Replay;
import dev.interlock.dialect.replay.WholeAnswer;
import dev.interlock.inference.Api;
import dev.interlock.proto.cache.v1.SharedEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Entries on their way from one replica to another. */
final class EntryRecords {
  private EntryRecords() {}

  static byte[] of(Entry entry) {
    Keeping keeping = entry.keeping();
    Objective objective = keeping.objective();
    SharedEntry.Builder record =
        SharedEntry.newBuilder()
            .setCreatedUnixMs(entry.createdMs())
            .setExpiresUnixMs(entry.expiresMs())
            .setDecisionId(keeping.decisionId())
            .setModel(keeping.model().id())
            .setUpstreamModel(keeping.model().upstreamModel())
            .setCluster(keeping.model().cluster())
            .addAllSignals(SignalRecords.of(keeping.signals()))
            .setTenant(keeping.tenant())
            .setVirtualModel(keeping.virtualModel())
            .setIntent(keeping.intent())
            .setQuality(objective.quality())
            .setCertified(objective.certified())
            .setCostWeight(objective.weights().cost())
            .setLatencyWeight(objective.weights().latency())
            .setEnergyWeight(objective.weights().energy())
            .setTtlMs(keeping.ttl().toMillis())
            .addAllTags(keeping.tags())
            .setApi(entry.answer().api().id())
            .setAnswer(UnsafeByteOperations.unsafeWrap(Replay.json(entry.answer())))
            .setStreamed(entry.streamed());
    keeping.failureCost().ifPresent(record::setFailureCost);
    return record.build().toByteArray();
  }

  /** The entry that {@code bytes} are of; empty if they are of none that can be given again. */
  static Optional<Entry> read(CacheKey key, byte[] bytes) {
    try {
      SharedEntry record = SharedEntry.parseFrom(bytes);
      return api(record.getApi())
          .flatMap(api -> WholeAnswer.of(api, record.getAnswer().toByteArray()))
          .map(
              answer ->
                  Entry.of(
                      keeping(key, record),
                      answer,
                      record.getStreamed(),
                      record.getCreatedUnixMs(),
                      record.getExpiresUnixMs()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Api> api(String id) {
    for (Api api : Api.values()) {
      if (api.id().equals(id)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }

  private static Keeping keeping(CacheKey key, SharedEntry record) {
    var weights =
        new Objective.Weights(
            record.getCostWeight(), record.getLatencyWeight(), record.getEnergyWeight());
    return new Keeping(
        key,
        record.getDecisionId(),
        model(record),
        SignalRecords.read(record.getSignalsList()),
        record.getTenant(),
        record.getVirtualModel(),
        record.getIntent(),
        new Objective(record.getQuality(), record.getCertified(), weights),
        record.hasFailureCost()
            ? OptionalDouble.of(record.getFailureCost())
            : OptionalDouble.empty(),
        Duration.ofMillis(record.getTtlMs()),
        record.getTagsList(),
        0,
        Attachment.NONE);
  }

  /** What tells whether it is one of ours; everything else is looked up in our own catalogue. */
  private static Model model(SharedEntry record) {
    return new Model(
        record.getModel(),
        record.getCluster(),
        Optional.empty(),
        record.getUpstreamModel(),
        Set.of(),
        0,
        new Price(0, 0, Optional.empty()),
        0,
        Set.of(),
        Set.of(),
        "",
        Energy.UNKNOWN,
        Latency.UNKNOWN);
  }
}
