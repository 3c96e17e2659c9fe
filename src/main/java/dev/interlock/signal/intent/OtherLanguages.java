package dev.interlock.signal.intent;

import dev.interlock.embedding.ScriptNgrams;
import dev.interlock.embedding.SparseVector;
import dev.interlock.head.CentroidHead;
import dev.interlock.signal.SignalValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Intents of texts that are not English, by n-grams alone: the encoder's vocabulary is English. A
 * head for each language that at least two intents have examples in; where it is not sure, the
 * intent is unavailable. Immutable; any thread.
 */
final class OtherLanguages {
  static final SignalValue NO_EXAMPLES =
      new SignalValue.Unavailable("no examples in this language");
  static final SignalValue UNLIKE =
      new SignalValue.Unavailable("unlike the examples in this language");
  static final SignalValue BETWEEN = new SignalValue.Unavailable("as like another intent");

  private static final double SURE = 0.5;

  /** The second intent is so near to the first that it is in doubt which of them it is. */
  private static final double NEAR = 0.75;

  private final Map<String, CentroidHead> heads;

  private OtherLanguages(Map<String, CentroidHead> heads) {
    this.heads = Map.copyOf(heads);
  }

  /** Learns the examples of each language but English. */
  static OtherLanguages train(Map<String, List<Intent>> byLanguage) {
    Map<String, CentroidHead> heads = new HashMap<>();
    byLanguage.forEach(
        (language, intents) -> {
          if (!language.equals(ExampleLanguages.ENGLISH) && intents.size() > 1) {
            heads.put(language, head(intents));
          }
        });
    return new OtherLanguages(heads);
  }

  private static CentroidHead head(List<Intent> intents) {
    List<SparseVector> rows = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Intent intent : intents) {
      for (String example : intent.examples()) {
        rows.add(ScriptNgrams.of(example));
        names.add(intent.name());
      }
    }
    return CentroidHead.train(rows, names, ScriptNgrams.BUCKETS);
  }

  /** The intent of {@code text} in {@code language}, or why it is not told. */
  SignalValue intent(String language, String text) {
    CentroidHead head = heads.get(language);
    if (head == null) {
      return NO_EXAMPLES;
    }
    CentroidHead.Match match = head.match(ScriptNgrams.of(text));
    if (match.chance() < SURE) {
      return match.next() > NEAR * match.similarity() ? BETWEEN : UNLIKE;
    }
    List<String> labels = head.labels();
    return new SignalValue.Label(
        labels.get(match.best()), match.chance(), labels.get(match.second()));
  }
}
