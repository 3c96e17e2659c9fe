package dev.interlock.signal.intent;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.head.Background;
import dev.interlock.head.Features;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadOptions;
import dev.interlock.head.HeadTrainer;
import dev.interlock.head.Prediction;
import dev.interlock.head.TrainingSet;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.signal.English;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.language.LanguageDetector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code intent}: the operator's intent a text expresses, or {@code none}. The head is trained
 * from the English examples at start-up, and from those that show no language; texts of no intent
 * are told by how they compare with held-out examples, with the examples of the other intents, and
 * with everyday requests. Examples in other languages teach {@link OtherLanguages}, and change
 * nothing for English.
 */
public final class IntentSignal implements SignalEvaluator {
  /** What it puts. */
  public static final List<SignalSpec> SPECS =
      List.of(
          new SignalSpec(
              "intent", SignalType.STRING, "The declared intent the text expresses, or none."));

  /** The label of a text that expresses no declared intent. */
  public static final String NONE = "none";

  /** Texts of a declared intent for each one of none, as the head was fitted. */
  private static final double ASSUMED_ODDS = 4;

  private final boolean declared;

  /** None if there are no examples in English. */
  private final @Nullable FusedHead head;

  private final OtherLanguages others;

  private IntentSignal(boolean declared, @Nullable FusedHead head, OtherLanguages others) {
    this.declared = declared;
    this.head = head;
    this.others = others;
  }

  /** Trains the signal on the examples of {@code intents}; without any, it always says none. */
  public static IntentSignal train(List<Intent> intents, TextEncoder encoder) {
    Map<String, List<Intent>> byLanguage = ExampleLanguages.of(intents, LanguageDetector.shipped());
    List<Intent> english = byLanguage.getOrDefault(ExampleLanguages.ENGLISH, List.of());
    return new IntentSignal(
        !intents.isEmpty(),
        english.isEmpty() ? null : head(english, encoder),
        OtherLanguages.train(byLanguage));
  }

  /** Start-up takes the time it needs. */
  private static FusedHead head(List<Intent> intents, TextEncoder encoder) {
    List<Features> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Intent intent : intents) {
      for (String example : intent.examples()) {
        rows.add(Features.of(encoder.encode(example, Deadline.NEVER), false));
        names.add(intent.name());
      }
    }
    List<Features> outside =
        everydayRequests().stream()
            .map(text -> Features.of(encoder.encode(text, Deadline.NEVER), false))
            .toList();
    TrainingSet set = TrainingSet.of(rows, names);
    return HeadTrainer.train(
        set, Background.unlike(set, outside), HeadOptions.forIntents(rows.size(), intents.size()));
  }

  @Override
  public List<SignalSpec> signals() {
    return SPECS;
  }

  @Override
  public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
    out.put("intent", intent(request.subject(), encoding, out.get("language")));
  }

  /**
   * The intent of {@code text}; unavailable where it is in a language that its examples do not
   * tell.
   *
   * @param encoding of the text
   * @param language value of the language signal for it
   */
  public SignalValue intent(String text, Encoding encoding, SignalValue language) {
    if (!declared) {
      return new SignalValue.Label(NONE, 1, "");
    }
    if (language instanceof SignalValue.Label label && English.isAnother(label)) {
      return others.intent(label.label(), text);
    }
    return head == null ? OtherLanguages.NO_EXAMPLES : classify(head, encoding);
  }

  private static SignalValue.Label classify(FusedHead head, Encoding encoding) {
    Prediction prediction = head.predict(encoding);
    List<String> labels = head.labels();
    String best = labels.get(prediction.best());
    double inScope = amongMixedTraffic(prediction.inScope());
    double chance = inScope * prediction.probability();
    if (chance < 1 - inScope) {
      return new SignalValue.Label(NONE, 1 - inScope, best);
    }
    String second =
        prediction.second() == prediction.best() ? NONE : labels.get(prediction.second());
    return new SignalValue.Label(best, chance, second);
  }

  /**
   * The head's chance takes {@link #ASSUMED_ODDS} for granted; mixed traffic has even odds at best.
   */
  private static double amongMixedTraffic(double inScope) {
    return inScope / (inScope + ASSUMED_ODDS * (1 - inScope));
  }

  private static List<String> everydayRequests() {
    try (var in = IntentSignal.class.getResourceAsStream("everyday.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
