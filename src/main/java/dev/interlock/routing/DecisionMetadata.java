package dev.interlock.routing;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.interlock.proto.decision.v1.Decision;
import dev.interlock.proto.decision.v1.Signal;

/**
 * The few fields of a decision that Envoy's dynamic metadata carries, for its access log and for
 * filters behind us. What a decision does not have is left out.
 */
public final class DecisionMetadata {
  private DecisionMetadata() {}

  public static Struct of(Decision decision) {
    var fields = Struct.newBuilder();
    text(fields, "id", decision.getId());
    text(fields, "reason", decision.getReason());
    text(fields, "model", decision.getOutcome().getForward().getModel());
    text(fields, "model", decision.getOutcome().getCached().getModel());
    text(fields, "cache", decision.getCache().getStatus());
    text(fields, "effort", decision.getOutcome().getForward().getEffort());
    text(fields, "tenant", decision.getCaller().getTenant());
    text(fields, "purpose", decision.getCaller().getPurpose());
    text(fields, "virtual_model", decision.getRequest().getVirtualModel());
    for (int i = 0; i < decision.getSignalsCount(); i++) {
      Signal signal = decision.getSignals(i);
      if (signal.getName().equals("intent") && signal.hasLabel()) {
        text(fields, "intent", signal.getLabel());
      } else if (signal.getName().equals("difficulty") && signal.hasScore()) {
        number(fields, "difficulty", signal.getScore());
      }
    }
    number(fields, "generation", (double) decision.getGeneration());
    number(fields, "total_us", decision.getTiming().getTotalUs());
    if (decision.getDegradationsCount() > 0) {
      var codes = ListValue.newBuilder();
      for (int i = 0; i < decision.getDegradationsCount(); i++) {
        codes.addValues(Value.newBuilder().setStringValue(decision.getDegradations(i)));
      }
      fields.putFields("degradations", Value.newBuilder().setListValue(codes).build());
    }
    return fields.build();
  }

  private static void text(Struct.Builder to, String name, String value) {
    if (!value.isEmpty()) {
      to.putFields(name, Value.newBuilder().setStringValue(value).build());
    }
  }

  private static void number(Struct.Builder to, String name, double value) {
    to.putFields(name, Value.newBuilder().setNumberValue(value).build());
  }
}
