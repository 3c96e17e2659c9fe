package dev.interlock.extproc;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Effort;
import dev.interlock.catalog.Model;
import dev.interlock.dialect.ParsedBody;
import dev.interlock.inference.ThinkingBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How hard the models of a plan are told to think, by us. Travels with the request, so that any
 * sidecar can serve any attempt.
 *
 * @param byModel names of efforts by model id; empty: nothing was written, because no model of the
 *     plan has an effort or the request states its own
 * @param caps whether the request states no cap on its answer, so that a budget may
 */
record Efforts(Map<String, String> byModel, boolean caps) {
  static final Efforts NONE = new Efforts(Map.of(), false);

  Efforts {
    byModel = Map.copyOf(byModel);
  }

  /** What is ours to say in {@code body}, which goes to one of {@code actions}. */
  static Efforts of(ParsedBody body, List<Action> actions) {
    var byModel = new HashMap<String, String>();
    if (!body.request().reasoning().stated()) {
      for (Action action : actions) {
        action.effort().ifPresent(effort -> byModel.put(action.model().id(), effort.name()));
      }
    }
    return byModel.isEmpty() ? NONE : new Efforts(byModel, !body.statesCap());
  }

  /** What {@link #encode} wrote. */
  static Efforts decode(Struct plan) {
    var byModel = new HashMap<String, String>();
    plan.getFieldsOrDefault(MetadataNames.EFFORTS, Value.getDefaultInstance())
        .getStructValue()
        .getFieldsMap()
        .forEach((model, effort) -> byModel.put(model, effort.getStringValue()));
    return new Efforts(
        byModel,
        plan.getFieldsOrDefault(MetadataNames.CAPS, Value.getDefaultInstance()).getBoolValue());
  }

  void encode(Struct.Builder plan) {
    if (byModel.isEmpty()) {
      return;
    }
    var efforts = Struct.newBuilder();
    byModel.forEach((model, effort) -> efforts.putFields(model, Values.of(effort)));
    plan.putFields(MetadataNames.EFFORTS, Values.of(efforts.build()));
    plan.putFields(MetadataNames.CAPS, Values.of(caps));
  }

  /** The name of {@code model}'s effort; empty without one. */
  String of(Model model) {
    return byModel.getOrDefault(model.id(), "");
  }

  /**
   * {@code body}, which the client wrote, for {@code model}, who is asked first; empty: as it is.
   */
  Optional<byte[]> first(ParsedBody body, Model model) {
    return body.asking(model.upstreamModel(), budget(model));
  }

  /** {@code body} as another model was to have it, for {@code model}. */
  byte[] instead(ParsedBody body, Model model) {
    return byModel.isEmpty()
        ? body.withModel(model.upstreamModel())
        : body.askingInstead(model.upstreamModel(), budget(model), caps);
  }

  /** None where the configuration has changed and the model no longer has the effort. */
  private Optional<ThinkingBudget> budget(Model model) {
    return model.reasoning().flatMap(reasoning -> reasoning.effort(of(model))).map(Effort::budget);
  }
}
