package dev.interlock.policy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelUnknownSet;
import dev.interlock.catalog.Model;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every variable an expression may read, with its type and where its value comes from. The order is
 * the one of declaration, so that suggestions and the reference are stable.
 */
final class Variables {
  /** Suffix of a label's confidence: {@code signals.intent_confidence}. */
  static final String CONFIDENCE = "_confidence";

  /** Suffix of the flag that says whether anything was found: {@code signals.pii.found}. */
  static final String FOUND = ".found";

  private static final CelType STRINGS = ListType.create(SimpleType.STRING);

  private final Map<String, Variable> byName;

  private Variables(Map<String, Variable> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** Reads one value. A {@link CelUnknownSet} stands for a signal that could not be computed. */
  sealed interface Source {
    record OfRequest(Function<Inputs, Object> read) implements Source {}

    /** Of who asks; unknown where nobody knows who that is. */
    record OfCaller(Function<Caller, Object> read, CelUnknownSet unknown) implements Source {
      Object read(Caller caller) {
        return caller instanceof Caller.Unidentified ? unknown : read.apply(caller);
      }
    }

    record OfModel(Function<Model, Object> read) implements Source {}

    record OfSignal(String signal, Part part, CelUnknownSet unknown) implements Source {
      Object read(SignalSet signals) {
        return part.of(signals.get(signal), unknown);
      }
    }
  }

  /** What a variable reads of a signal. */
  @FunctionalInterface
  interface Part {
    Part WHOLE =
        (value, otherwise) ->
            switch (value) {
              case SignalValue.Label label -> label.label();
              case SignalValue.Score score -> score.value();
              case SignalValue.Flag flag -> flag.value();
              case SignalValue.Count count -> count.value();
              case SignalValue.Labels labels -> labels.values();
              case SignalValue.Findings _, SignalValue.Unavailable _ -> otherwise;
            };
    Part CONFIDENCE =
        (value, otherwise) ->
            value instanceof SignalValue.Label label ? (Object) label.confidence() : otherwise;
    Part FOUND =
        (value, otherwise) ->
            value instanceof SignalValue.Findings(var found)
                ? (Object) !found.isEmpty()
                : otherwise;

    static Part kind(String kind) {
      return (value, otherwise) ->
          value instanceof SignalValue.Findings findings ? (Object) findings.has(kind) : otherwise;
    }

    /** The part, or {@code otherwise} if there is none. */
    Object of(SignalValue value, Object otherwise);
  }

  /** What {@code request.*} is read from. */
  record Inputs(InferenceRequest request, RequestHead head) {}

  /**
   * A variable.
   *
   * @param slot its position among all variables
   * @param name dotted name
   * @param type its CEL type
   * @param source where its value comes from
   */
  record Variable(int slot, String name, CelType type, Source source) {}

  static Variables of(List<SignalSpec> signals) {
    var byName = new LinkedHashMap<String, Variable>();
    for (var spec : signals) {
      if (spec.type() == SignalType.FINDINGS) {
        findings(byName, spec);
      } else {
        signal(byName, spec.name(), type(spec.type()), spec.name(), Part.WHOLE);
      }
    }
    for (var spec : signals) {
      if (spec.type() == SignalType.STRING && !byName.containsKey(spec.name() + CONFIDENCE)) {
        signal(byName, spec.name() + CONFIDENCE, SimpleType.DOUBLE, spec.name(), Part.CONFIDENCE);
      }
    }
    request(byName, "api", SimpleType.STRING, in -> in.request().api().id());
    request(byName, "model", SimpleType.STRING, in -> in.request().model());
    request(byName, "stream", SimpleType.BOOL, in -> in.request().stream());
    request(byName, "tools", SimpleType.INT, in -> (long) in.request().tools());
    request(byName, "path", SimpleType.STRING, in -> in.head().path());
    request(
        byName,
        "headers",
        MapType.create(SimpleType.STRING, SimpleType.STRING),
        in -> in.head().headers());
    caller(byName, "tenant", SimpleType.STRING, Caller::tenant);
    caller(byName, "user", SimpleType.STRING, Caller::user);
    caller(byName, "groups", STRINGS, Caller::groups);
    caller(byName, "purpose", SimpleType.STRING, Caller::purpose);
    model(byName, "id", SimpleType.STRING, Model::id);
    model(byName, "tags", STRINGS, m -> m.tags().stream().sorted().toList());
    model(byName, "site", SimpleType.STRING, Model::site);
    model(byName, "quality", SimpleType.DOUBLE, Model::quality);
    model(byName, "price.input", SimpleType.DOUBLE, m -> m.price().input());
    model(byName, "price.output", SimpleType.DOUBLE, m -> m.price().output());
    model(byName, "capabilities", STRINGS, m -> m.capabilities().stream().sorted().toList());
    model(byName, "context_window", SimpleType.INT, m -> (long) m.contextWindow());
    return new Variables(byName);
  }

  Map<String, Variable> byName() {
    return byName;
  }

  int size() {
    return byName.size();
  }

  /** A variable per kind, so that the type checker knows a misspelt one. */
  private static void findings(Map<String, Variable> to, SignalSpec spec) {
    signal(to, spec.name() + FOUND, SimpleType.BOOL, spec.name(), Part.FOUND);
    for (String kind : spec.kinds()) {
      signal(to, spec.name() + "." + kind, SimpleType.BOOL, spec.name(), Part.kind(kind));
    }
  }

  private static void signal(
      Map<String, Variable> to, String name, CelType type, String signal, Part part) {
    String full = "signals." + name;
    var unknown = CelUnknownSet.create(CelAttribute.fromQualifiedIdentifier("signals." + signal));
    put(to, full, type, new Source.OfSignal(signal, part, unknown));
  }

  private static void request(
      Map<String, Variable> to, String name, CelType type, Function<Inputs, Object> read) {
    put(to, "request." + name, type, new Source.OfRequest(read));
  }

  private static void caller(
      Map<String, Variable> to, String name, CelType type, Function<Caller, Object> read) {
    String full = "caller." + name;
    var unknown = CelUnknownSet.create(CelAttribute.fromQualifiedIdentifier(full));
    put(to, full, type, new Source.OfCaller(read, unknown));
  }

  private static void model(
      Map<String, Variable> to, String name, CelType type, Function<Model, Object> read) {
    put(to, "model." + name, type, new Source.OfModel(read));
  }

  private static void put(Map<String, Variable> to, String name, CelType type, Source source) {
    to.put(name, new Variable(to.size(), name, type, source));
  }

  private static CelType type(SignalType type) {
    return switch (type) {
      case STRING -> SimpleType.STRING;
      case DOUBLE -> SimpleType.DOUBLE;
      case INT -> SimpleType.INT;
      case BOOL, FINDINGS -> SimpleType.BOOL;
      case STRING_LIST -> STRINGS;
    };
  }
}
