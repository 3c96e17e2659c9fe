package dev.interlock.eval;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.ScriptNgrams;
import dev.interlock.embedding.SparseVector;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.head.CentroidHead;
import dev.interlock.signal.English;
import dev.interlock.signal.SignalValue;
import dev.interlock.signal.intent.Intent;
import dev.interlock.signal.intent.IntentSignal;
import dev.interlock.signal.language.LanguageDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How texts in other languages than English fare: whether their language is told, and whether an
 * intent is, where an operator gave examples in all of them. One thread.
 */
final class LanguageEvaluation {
  private static final int DRAWS = 10;
  private static final int SHOTS = 5;

  /** Of scripts without blanks, so many characters count as a word. */
  private static final int CHARACTERS_A_WORD = 2;

  private static final int[] LONGEST = {3, 8, Integer.MAX_VALUE};
  private static final List<String> LENGTHS = List.of("1_to_3_words", "4_to_8_words", "longer");

  private final LanguageDetector detector = LanguageDetector.shipped();
  private final TextEncoder encoder;
  private final IntentSignal intents;

  LanguageEvaluation(TextEncoder encoder) {
    this.encoder = encoder;
    Map<String, List<String>> examples = new LinkedHashMap<>();
    Stream.concat(Stream.of(LanguageSamples.english()), LanguageSamples.all().stream())
        .flatMap(samples -> samples.train().stream())
        .forEach(
            row ->
                examples
                    .computeIfAbsent(row.label().orElseThrow(), _ -> new ArrayList<>())
                    .add(row.text()));
    this.intents =
        IntentSignal.train(
            examples.entrySet().stream()
                .map(intent -> new Intent(intent.getKey(), intent.getValue()))
                .toList(),
            encoder);
  }

  /** The figures of one language by name, each a share or a number of texts. */
  Map<String, Double> figures(LanguageSamples samples) {
    Map<String, Double> figures = new LinkedHashMap<>();
    detection(samples, figures);
    intents(samples, figures);
    figures.put("five_shot", fewShot(samples));
    return figures;
  }

  private void detection(LanguageSamples samples, Map<String, Double> figures) {
    int[] rows = new int[LONGEST.length];
    int[] english = new int[LONGEST.length];
    int detected = 0;
    int taken = 0;
    for (LabelledText row : samples.test()) {
      int length = length(row.text());
      SignalValue.Label language = detector.detect(row.text());
      rows[length]++;
      detected += language.label().equals(samples.language()) ? 1 : 0;
      if (!English.isAnother(language)) {
        english[length]++;
        taken++;
      }
    }
    figures.put("texts", (double) samples.test().size());
    figures.put("detected", share(detected, samples.test().size()));
    figures.put("taken_for_english", share(taken, samples.test().size()));
    for (int i = 0; i < rows.length; i++) {
      figures.put("texts_" + LENGTHS.get(i), (double) rows[i]);
      figures.put("taken_for_english_" + LENGTHS.get(i), share(english[i], rows[i]));
    }
  }

  /** Which of {@link #LENGTHS} the text belongs to. */
  private static int length(String text) {
    long signs = text.codePoints().filter(Character::isIdeographic).count();
    long words =
        signs > 0
            ? (signs + 1) / CHARACTERS_A_WORD
            : Stream.of(text.split("[^\\p{L}\\p{N}]+", -1)).filter(w -> !w.isEmpty()).count();
    int length = 0;
    while (words > LONGEST[length]) {
      length++;
    }
    return length;
  }

  private void intents(LanguageSamples samples, Map<String, Double> figures) {
    int inside = 0;
    int accepted = 0;
    int right = 0;
    int rejected = 0;
    int wrong = 0;
    for (LabelledText row : samples.test()) {
      String answer = answer(row.text());
      boolean told = !answer.isEmpty() && !answer.equals(IntentSignal.NONE);
      if (row.label().isPresent()) {
        inside++;
        accepted += told ? 1 : 0;
        right += told && answer.equals(row.label().get()) ? 1 : 0;
        wrong += told && !answer.equals(row.label().get()) ? 1 : 0;
      } else {
        rejected += told ? 0 : 1;
        wrong += told ? 1 : 0;
      }
    }
    figures.put("accuracy", share(right, accepted));
    figures.put("coverage", share(accepted, inside));
    figures.put("oos_recall", share(rejected, samples.test().size() - inside));
    figures.put("wrong_share", share(wrong, samples.test().size()));
  }

  /** The intent of {@code text}; empty if it is unavailable. */
  private String answer(String text) {
    SignalValue intent =
        intents.intent(text, encoder.encode(text, Deadline.NEVER), detector.detect(text));
    return intent instanceof SignalValue.Label label ? label.label() : "";
  }

  /**
   * Share of texts of some intent whose intent is the nearest, whatever the chance, with a handful
   * of examples each; the language is taken as told.
   */
  private static double fewShot(LanguageSamples samples) {
    Map<String, List<String>> byIntent = new LinkedHashMap<>();
    for (LabelledText row : samples.train()) {
      byIntent.computeIfAbsent(row.label().orElseThrow(), _ -> new ArrayList<>()).add(row.text());
    }
    List<LabelledText> test =
        samples.test().stream().filter(row -> row.label().isPresent()).toList();
    int right = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      CentroidHead head = head(byIntent, new Random(draw));
      for (LabelledText row : test) {
        int best = head.match(ScriptNgrams.of(row.text())).best();
        right += head.labels().get(best).equals(row.label().orElseThrow()) ? 1 : 0;
      }
    }
    return share(right, DRAWS * test.size());
  }

  private static CentroidHead head(Map<String, List<String>> byIntent, Random random) {
    List<SparseVector> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    byIntent.forEach(
        (intent, texts) -> {
          List<String> shuffled = new ArrayList<>(texts);
          Collections.shuffle(shuffled, random);
          for (String text : shuffled.subList(0, SHOTS)) {
            rows.add(ScriptNgrams.of(text));
            names.add(intent);
          }
        });
    return CentroidHead.train(rows, names, ScriptNgrams.BUCKETS);
  }

  /** Share of {@code english}, texts in that language, that are surely taken for another. */
  double takenForAnother(List<LabelledText> english) {
    long taken =
        english.stream().filter(row -> English.isAnother(detector.detect(row.text()))).count();
    return share((int) taken, english.size());
  }

  /**
   * Of texts of one to three words: the share of English that is surely taken for another language,
   * and of each other language the share that is not.
   */
  Map<String, Double> brief() {
    Map<String, Double> figures = new LinkedHashMap<>();
    LanguageSamples english = LanguageSamples.brief("en");
    figures.put("texts_en", (double) english.test().size());
    figures.put("taken_for_another_en", takenForAnother(english.test()));
    figures.put("texts_en_tuned_on", (double) english.train().size());
    figures.put("taken_for_another_en_tuned_on", takenForAnother(english.train()));
    for (LanguageSamples samples : LanguageSamples.allBrief()) {
      figures.put("texts_" + samples.language(), (double) samples.test().size());
      figures.put("taken_for_english_" + samples.language(), 1 - takenForAnother(samples.test()));
    }
    return figures;
  }

  private static double share(int of, int all) {
    return all == 0 ? 0 : (double) of / all;
  }
}
