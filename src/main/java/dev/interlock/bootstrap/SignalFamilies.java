package dev.interlock.bootstrap;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.intent.Intent;
import dev.interlock.signal.intent.IntentSignal;
import dev.interlock.signal.intent.IntentSpec;
import dev.interlock.signal.language.LanguageSignal;
import dev.interlock.signal.modality.ModalitySignal;
import dev.interlock.signal.output.OutputSignal;
import dev.interlock.signal.shape.ShapeSignals;
import dev.interlock.signal.tokens.TokenSignal;
import dev.interlock.signal.tools.ToolSignals;
import dev.interlock.signal.turns.TurnSignal;
import java.nio.file.Path;
import java.util.List;

/** Every family of signals: one line each. Cheap ones first; a family may read those above it. */
public final class SignalFamilies {
  private SignalFamilies() {}

  /** What expressions may read, without any encoder. */
  public static List<SignalSpec> specs(Path heads) {
    return all(List.of(), Unused.ENCODER, heads).stream()
        .flatMap(e -> e.signals().stream())
        .toList();
  }

  /**
   * The evaluators, in order.
   *
   * @param heads folder of the shipped heads
   */
  static List<SignalEvaluator> all(List<IntentSpec> intents, TextEncoder encoder, Path heads) {
    return List.of(
        new ShapeSignals(),
        new TokenSignal(),
        new TurnSignal(),
        new ToolSignals(),
        new ModalitySignal(),
        new OutputSignal(),
        new LanguageSignal(),
        IntentSignal.train(
            intents.stream().map(i -> new Intent(i.name(), i.examples())).toList(), encoder));
  }

  /** Stands where no text will ever be encoded. */
  private enum Unused implements TextEncoder {
    ENCODER;

    @Override
    public Encoding encode(String text, Deadline deadline) {
      throw new IllegalStateException("no encoder");
    }

    @Override
    public String space() {
      return "none";
    }
  }
}
