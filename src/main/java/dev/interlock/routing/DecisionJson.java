package dev.interlock.routing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.proto.decision.v1.Decision;

/**
 * The decision record as JSON: what {@code explain --json} and {@code GET /api/decisions/{id}}
 * print. Names are those of the contract ({@code failure_cost_usd}); every scalar is written, zero
 * or not; 64-bit integers are strings, as protobuf's JSON has it. The same record is the same text.
 */
public final class DecisionJson {
  private static final JsonFormat.Printer PRETTY =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();
  private static final JsonFormat.Printer LINE = PRETTY.omittingInsignificantWhitespace();

  private DecisionJson() {}

  /** One line, without a line break at its end. */
  public static String line(Decision decision) {
    return print(LINE, decision);
  }

  /** Indented, for people. */
  public static String pretty(Decision decision) {
    return print(PRETTY, decision);
  }

  private static String print(JsonFormat.Printer printer, Decision decision) {
    try {
      return printer.print(decision);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("decision: not printable (it has no Any)", e);
    }
  }
}
