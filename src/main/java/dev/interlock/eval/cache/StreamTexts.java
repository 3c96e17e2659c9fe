package dev.interlock.eval.cache;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairView;
import dev.interlock.eval.Corpus;
import dev.interlock.eval.LabelledText;
import dev.interlock.eval.PublicData;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.semantic.ByteVector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Texts with known answers, from public sets: intents, where an answer serves all texts of its
 * class, and paraphrases, where it serves the two that say the same. A text comes once: repetitions
 * are found by an exact key, before any vector. Vectors are rounded to eight bits a coordinate, as
 * those of entries are. Texts of no class, which no answer serves, are left out, and so are the
 * classes of the other half: both make a stream easier than the set is.
 */
final class StreamTexts {
  private final Path data;
  private final TextEncoder encoder;

  StreamTexts(Path data, TextEncoder encoder) {
    this.data = data;
    this.encoder = encoder;
  }

  /**
   * The set of that name. Of intents the classes of one half; of paraphrases the clusters of one
   * half, of which the pair head learnt from some; traps are those that the second check was chosen
   * on or is judged by.
   *
   * @throws OutcomeException if there is no such set
   */
  List<Asked> read(String set, Half half) throws IOException {
    var publicData = new PublicData(data);
    return switch (set) {
      case "clinc150" -> intents(publicData.clinc150(), half);
      case "hwu64" -> intents(publicData.hwu64(), half);
      case "snips" -> intents(publicData.snips(), half);
      case "paraphrases" -> paraphrases(half);
      case "traps" -> traps(half);
      default ->
          throw new OutcomeException(
              "--sets: "
                  + set
                  + " (expected: clinc150, hwu64, snips, paraphrases, traps, -drift or -late added)");
    };
  }

  private List<Asked> intents(Corpus corpus, Half half) {
    var answers = new LinkedHashMap<String, String>();
    for (List<LabelledText> part : List.of(corpus.train(), corpus.test())) {
      for (LabelledText row : part) {
        row.label()
            .filter(label -> Half.of(label) == half)
            .ifPresent(label -> answers.put(row.text(), label));
      }
    }
    return asked(answers);
  }

  private List<Asked> paraphrases(Half half) throws IOException {
    var answers = new LinkedHashMap<String, String>();
    var clusters = Clusters.read(data);
    for (Clusters.Part part : Clusters.Part.values()) {
      for (List<TextPair> cluster : clusters.of(part).values()) {
        if (Half.of(cluster.getFirst().one()) == half) {
          cluster.forEach(pair -> join(pair, answers));
        }
      }
    }
    return asked(answers);
  }

  private static void join(TextPair pair, Map<String, String> answers) {
    // One text in two pairs joins them, unless it came second in the one and both had begun.
    String answer = answers.getOrDefault(pair.one(), pair.one());
    answers.put(pair.one(), answer);
    answers.putIfAbsent(pair.other(), answer);
  }

  /**
   * Texts of pairs; those that are the same, also by way of others, have one answer. So have the
   * utterances of one intent, as in other streams, and a trap in all its ways; but no trap has that
   * of its text.
   */
  private List<Asked> traps(Half half) throws IOException {
    Clusters.Part part = half == Half.REPORTED ? Clusters.Part.TEST : Clusters.Part.VALIDATION;
    var pairs = new PairData(data, new Views(encoder));
    List<TextPair> all = new ArrayList<>(pairs.paraphrases(part));
    all.addAll(pairs.traps(part));
    all.addAll(pairs.utterances(part));
    all.addAll(Frames.trapsAlike(part));
    var answers = new LinkedHashMap<String, String>();
    for (TextPair pair : all) {
      String one = answers.computeIfAbsent(pair.one(), text -> text);
      String other = answers.computeIfAbsent(pair.other(), text -> text);
      if (pair.same() && !one.equals(other)) {
        answers.replaceAll((_, answer) -> answer.equals(other) ? one : answer);
      }
    }
    return asked(answers);
  }

  private List<Asked> asked(Map<String, String> answers) {
    var numbers = new HashMap<String, Integer>();
    var seen = new HashMap<String, String>();
    List<Asked> asked = new ArrayList<>();
    answers.forEach(
        (text, answer) -> {
          if (seen.putIfAbsent(text.strip().toLowerCase(Locale.ROOT), answer) == null) {
            int number = numbers.computeIfAbsent(answer, _ -> numbers.size());
            asked.add(asked(text, number));
          }
        });
    return asked;
  }

  private Asked asked(String text, int answer) {
    Encoding encoding = encoder.encode(text, Deadline.NEVER);
    PairView exact = PairView.of(text, encoding);
    float[] vector =
        exact
            .forward()
            .map(ByteVector::rounded)
            .orElseThrow(() -> new IllegalStateException("the encoder has no transformer here"));
    var view =
        new PairView(
            exact.wording(), ByteVector.rounded(exact.fixed()), Optional.of(vector), exact.space());
    return new Asked(text, answer, vector, Optional.of(view));
  }
}
