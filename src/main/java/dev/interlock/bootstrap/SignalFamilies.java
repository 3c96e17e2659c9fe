package dev.interlock.bootstrap;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.difficulty.DifficultySignal;
import dev.interlock.signal.domain.DomainSignal;
import dev.interlock.signal.intent.Intent;
import dev.interlock.signal.intent.IntentSignal;
import dev.interlock.signal.language.LanguageSignal;
import dev.interlock.signal.modality.ModalitySignal;
import dev.interlock.signal.output.OutputSignal;
import dev.interlock.signal.pii.PiiSignal;
import dev.interlock.signal.shape.ShapeSignals;
import dev.interlock.signal.task.TaskSignal;
import dev.interlock.signal.tokens.TokenSignal;
import dev.interlock.signal.tools.ToolSignals;
import dev.interlock.signal.turns.TurnSignal;
import dev.interlock.signal.uncertainty.UncertaintySignal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Every family of signals, one line each: cheap ones first, for a family may read those above it.
 */
public final class SignalFamilies {
  private static final List<Family> ALL =
      List.of(
          simple(new PiiSignal()),
          simple(new ShapeSignals()),
          simple(new TokenSignal()),
          simple(new TurnSignal()),
          simple(new ToolSignals()),
          simple(new ModalitySignal()),
          simple(new OutputSignal()),
          simple(new LanguageSignal()),
          new Family(IntentSignal.SPECS, in -> IntentSignal.train(in.intents(), in.encoder())),
          new Family(DomainSignal.SPECS, in -> DomainSignal.load(in.heads(), in.encoder())),
          new Family(TaskSignal.SPECS, in -> TaskSignal.load(in.heads(), in.encoder())),
          new Family(DifficultySignal.SPECS, in -> DifficultySignal.load(in.heads(), in.encoder())),
          simple(new UncertaintySignal()));

  private SignalFamilies() {}

  /**
   * What a family is made from.
   *
   * @param heads folder of the shipped heads
   */
  private record Ingredients(List<Intent> intents, TextEncoder encoder, Path heads) {}

  /**
   * A family.
   *
   * @param specs what it puts, known before there is an encoder
   * @param make makes its evaluator
   */
  private record Family(List<SignalSpec> specs, Function<Ingredients, SignalEvaluator> make) {}

  /** What rules may read. */
  public static List<SignalSpec> specs() {
    return ALL.stream().flatMap(family -> family.specs().stream()).toList();
  }

  /** The evaluators, in order. */
  static List<SignalEvaluator> open(List<Intent> intents, TextEncoder encoder, Path heads) {
    var ingredients = new Ingredients(intents, encoder, heads);
    return ALL.stream().map(family -> family.make().apply(ingredients)).toList();
  }

  private static Family simple(SignalEvaluator evaluator) {
    return new Family(evaluator.signals(), _ -> evaluator);
  }
}
