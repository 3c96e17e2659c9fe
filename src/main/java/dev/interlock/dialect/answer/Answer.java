package dev.interlock.dialect.answer;

import static java.util.Objects.requireNonNull;

import dev.interlock.inference.Usage;
import java.util.Optional;

/**
 * What was seen of an answer.
 *
 * @param usage what the upstream reported; empty where it did not, or not to the end
 * @param model the model that answered, in the upstream's words; may be empty
 * @param finishReason why it stopped, in the upstream's words; may be empty
 * @param ending whether the answer came to its end
 * @param inputTokens input tokens known even where usage is not complete, else 0
 * @param outputChars Unicode characters of text, reasoning and tool arguments in the answer
 */
public record Answer(
    Optional<Usage> usage,
    String model,
    String finishReason,
    Ending ending,
    long inputTokens,
    long outputChars) {
  /** Characters a token stands for where nobody counted: English in a BPE vocabulary. */
  private static final int CHARS_PER_TOKEN = 4;

  public Answer {
    requireNonNull(usage, "usage");
    requireNonNull(model, "model");
    requireNonNull(finishReason, "finishReason");
    requireNonNull(ending, "ending");
  }

  /** How an answer ended. */
  public enum Ending {
    /** With the mark its dialect sets: the closing brace, {@code [DONE]}, the last event. */
    COMPLETE,
    /** With an error, as the whole body or in the middle of a stream. */
    FAILED,
    /** Without a mark: cut off, still running, or not in a form that we read. */
    CUT
  }

  /** The reported usage, else one estimated from the text and {@code estimatedInputTokens}. */
  public Usage usageOrEstimate(long estimatedInputTokens) {
    return usage.orElseGet(
        () ->
            new Usage(
                inputTokens > 0 ? inputTokens : estimatedInputTokens,
                Math.ceilDiv(outputChars, CHARS_PER_TOKEN),
                0,
                0,
                true));
  }
}
