package dev.interlock.policy;

import dev.cel.runtime.CelVariableResolver;
import dev.interlock.catalog.Model;
import dev.interlock.inference.Caller;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.RequestHead;
import dev.interlock.policy.Variables.Source;
import dev.interlock.policy.Variables.Variable;
import dev.interlock.signal.SignalSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values expressions read for one request and, while {@code allow}s are judged, one model. Each
 * value is converted at most once. Not thread-safe.
 */
final class Facts implements CelVariableResolver {
  private final Variables variables;
  private final Variables.Inputs inputs;
  private final SignalSet signals;
  private final @Nullable Optional<Object>[] values;
  private List<Optional<Object>> model = List.of();

  @SuppressWarnings({"unchecked", "rawtypes"})
  Facts(Variables variables, InferenceRequest request, RequestHead head, SignalSet signals) {
    this.variables = variables;
    this.inputs = new Variables.Inputs(request, head);
    this.signals = signals;
    this.values = new Optional[variables.size()];
  }

  /** Makes {@code model.*} mean the model whose values these are, as {@link #of} made them. */
  Facts about(List<Optional<Object>> model) {
    this.model = model;
    return this;
  }

  /** The values of {@code model.*} for {@code model}, by slot. */
  static List<Optional<Object>> of(Variables variables, Model model) {
    return variables.byName().values().stream()
        .map(
            v ->
                v.source() instanceof Source.OfModel(var read)
                    ? Optional.of(read.apply(model))
                    : Optional.empty())
        .toList();
  }

  /** Resolves {@code model.*} alone. */
  static CelVariableResolver resolver(Variables variables, Model model) {
    List<Optional<Object>> values = of(variables, model);
    return name -> {
      Variable variable = variables.byName().get(name);
      return variable == null ? Optional.empty() : values.get(variable.slot());
    };
  }

  /** Resolves {@code caller.*} and {@code model.*} alone. */
  static CelVariableResolver resolver(Variables variables, Model model, Caller caller) {
    CelVariableResolver modelAlone = resolver(variables, model);
    return name -> {
      Variable variable = variables.byName().get(name);
      return variable != null && variable.source() instanceof Source.OfCaller source
          ? Optional.of(source.read(caller))
          : modelAlone.find(name);
    };
  }

  @Override
  public Optional<Object> find(String name) {
    Variable variable = variables.byName().get(name);
    if (variable == null) {
      return Optional.empty();
    }
    int slot = variable.slot();
    if (variable.source() instanceof Source.OfModel) {
      return model.isEmpty() ? Optional.empty() : model.get(slot);
    }
    Optional<Object> value = values[slot];
    if (value == null) {
      value =
          switch (variable.source()) {
            case Source.OfRequest(var read) -> Optional.of(read.apply(inputs));
            case Source.OfCaller caller -> Optional.of(caller.read(inputs.head().caller()));
            case Source.OfSignal signal -> Optional.of(signal.read(signals));
            case Source.OfModel _ -> Optional.empty();
          };
      values[slot] = value;
    }
    return value;
  }
}
