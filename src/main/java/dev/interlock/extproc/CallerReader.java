package dev.interlock.extproc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.caller.CallerFacts;
import dev.interlock.caller.CallerSettings;
import dev.interlock.inference.Caller;
import io.envoyproxy.envoy.service.ext_proc.v3.ProcessingRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads who calls from the dynamic metadata that Envoy forwards: no client can write it. Immutable,
 * any thread.
 */
final class CallerReader implements Function<ProcessingRequest, Caller> {
  private record Source(String namespace, CallerFacts facts) {}

  private final Optional<Source> source;

  CallerReader(Optional<CallerSettings> settings) {
    source = settings.map(s -> new Source(s.source().namespace(), new CallerFacts(s)));
  }

  @Override
  public Caller apply(ProcessingRequest message) {
    return source
        .map(
            known -> {
              Struct said =
                  message
                      .getMetadataContext()
                      .getFilterMetadataOrDefault(known.namespace(), Struct.getDefaultInstance());
              return known.facts().read(path -> texts(said, path));
            })
        .orElse(Caller.anonymous());
  }

  private static List<String> texts(Struct in, List<String> path) {
    Struct struct = in;
    for (String name : path.subList(0, path.size() - 1)) {
      struct = struct.getFieldsOrDefault(name, Value.getDefaultInstance()).getStructValue();
    }
    Value value = struct.getFieldsOrDefault(path.getLast(), Value.getDefaultInstance());
    return switch (value.getKindCase()) {
      case STRING_VALUE -> List.of(value.getStringValue());
      case LIST_VALUE ->
          value.getListValue().getValuesList().stream()
              .filter(Value::hasStringValue)
              .map(Value::getStringValue)
              .toList();
      case NULL_VALUE, NUMBER_VALUE, BOOL_VALUE, STRUCT_VALUE, KIND_NOT_SET -> List.of();
    };
  }
}
