package dev.interlock.sharedcache;

import dev.interlock.proto.cache.v1.SharedFinding;
import dev.interlock.proto.cache.v1.SharedFindings;
import dev.interlock.proto.cache.v1.SharedLabel;
import dev.interlock.proto.cache.v1.SharedLabels;
import dev.interlock.proto.cache.v1.SharedSignal;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalValue;
import java.util.ArrayList;
import java.util.List;

/** Signals on their way from one replica to another. */
final class SignalRecords {
  private SignalRecords() {}

  static List<SharedSignal> of(SignalSet signals) {
    var records = new ArrayList<SharedSignal>(signals.values().size());
    signals.values().forEach((name, value) -> records.add(record(name, value)));
    return records;
  }

  private static SharedSignal record(String name, SignalValue value) {
    SharedSignal.Builder record = SharedSignal.newBuilder().setName(name);
    switch (value) {
      case SignalValue.Label(var label, var confidence, var runnerUp) ->
          record.setLabel(
              SharedLabel.newBuilder()
                  .setLabel(label)
                  .setConfidence(confidence)
                  .setRunnerUp(runnerUp));
      case SignalValue.Score(var score) -> record.setScore(score);
      case SignalValue.Flag(var flag) -> record.setFlag(flag);
      case SignalValue.Count(var count) -> record.setCount(count);
      case SignalValue.Labels(var labels) ->
          record.setLabels(SharedLabels.newBuilder().addAllValues(labels));
      case SignalValue.Findings(var found) ->
          record.setFindings(
              SharedFindings.newBuilder()
                  .addAllFound(
                      found.stream()
                          .map(
                              one ->
                                  SharedFinding.newBuilder()
                                      .setKind(one.kind())
                                      .setCount(one.count())
                                      .build())
                          .toList()));
      case SignalValue.Unavailable(var reason) -> record.setUnavailable(reason);
    }
    return record.build();
  }

  static SignalSet read(List<SharedSignal> records) {
    var signals = new SignalSet.Builder();
    records.forEach(record -> signals.put(record.getName(), value(record)));
    return signals.build();
  }

  private static SignalValue value(SharedSignal record) {
    return switch (record.getValueCase()) {
      case LABEL ->
          new SignalValue.Label(
              record.getLabel().getLabel(),
              record.getLabel().getConfidence(),
              record.getLabel().getRunnerUp());
      case SCORE -> new SignalValue.Score(record.getScore());
      case FLAG -> new SignalValue.Flag(record.getFlag());
      case COUNT -> new SignalValue.Count(record.getCount());
      case LABELS -> new SignalValue.Labels(record.getLabels().getValuesList());
      case FINDINGS ->
          new SignalValue.Findings(
              record.getFindings().getFoundList().stream()
                  .map(one -> new SignalValue.Finding(one.getKind(), one.getCount()))
                  .toList());
      case UNAVAILABLE -> new SignalValue.Unavailable(record.getUnavailable());
      case VALUE_NOT_SET -> new SignalValue.Unavailable("of a kind that is not known here");
    };
  }
}
