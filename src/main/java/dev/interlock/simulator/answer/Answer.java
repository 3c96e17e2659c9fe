package dev.interlock.simulator.answer;

import dev.interlock.simulator.call.Call.Generation;
import dev.interlock.simulator.call.Call.ToolCall;
import java.util.List;
import java.util.Optional;

/**
 * What a model says, before a dialect writes it.
 *
 * @param id sixteen hexadecimal digits, the same for the same request
 * @param created seconds since the epoch
 * @param tokens the text, in the pieces a stream delivers
 * @param toolCall the call made instead of text
 * @param verdict how good it is
 */
public record Answer(
    Generation call,
    String id,
    long created,
    List<String> tokens,
    Optional<ToolCall> toolCall,
    Finish finish,
    int outputTokens,
    Verdict verdict) {
  /** Why the answer ends. */
  public enum Finish {
    STOP,
    LENGTH,
    TOOL
  }

  /**
   * How good an answer is.
   *
   * @param model the simulated model's id
   * @param score expected share of such answers that are right, in [0, 1]
   * @param right whether this one is
   * @param usd what it costs
   */
  public record Verdict(String model, double score, boolean right, double usd) {}

  String text() {
    return String.join("", tokens);
  }

  int totalTokens() {
    return call.inputTokens() + outputTokens;
  }

  @Override
  public String toString() {
    return "Answer[id=" + id + ", tokens=" + tokens.size() + ", verdict=" + verdict + "]";
  }
}
