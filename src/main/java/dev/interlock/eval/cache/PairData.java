package dev.interlock.eval.cache;

import dev.interlock.digest.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The pairs to learn from, to choose by and to judge by. Clusters are in one part each. */
final class PairData {
  private static final long SEED = 20_261;
  private static final int NEIGHBOURS = 3;

  private final Path data;
  private final Clusters clusters;
  private final Views views;

  PairData(Path data, Views views) throws IOException {
    this.data = data;
    this.clusters = Clusters.read(data);
    this.views = views;
  }

  /** Paraphrases, rewordings and questions; neighbours, other intents and replaced words. */
  List<TextPair> train() throws IOException {
    List<TextPair> pairs = new ArrayList<>();
    List<TextPair> paraphrases = paraphrases(Clusters.Part.TRAIN);
    SortedMap<String, List<String>> utterances = Utterances.read(data, "train");
    List<String> texts = new ArrayList<>();
    paraphrases.forEach(pair -> texts.add(pair.one()));
    paraphrases.forEach(pair -> texts.add(pair.other()));
    utterances.values().forEach(texts::addAll);
    var substitutions = new Substitutions(texts, SEED);
    pairs.addAll(paraphrases);
    pairs.addAll(neighbours(Clusters.Part.TRAIN, NEIGHBOURS));
    for (TextPair pair : paraphrases) {
      substitutions.add(pair.one(), pair.other(), 2, pairs);
      substitutions.add(pair.other(), pair.other(), 1, pairs);
    }
    int turn = 0;
    for (List<String> intent : utterances.values()) {
      for (String text : intent.subList(0, Math.min(4, intent.size()))) {
        pairs.add(TextPair.same(text, Rewordings.of(text, turn++), "rewording"));
        substitutions.add(text, Rewordings.of(text, turn++), 2, pairs);
      }
    }
    pairs.addAll(Neighbours.of(thinned(utterances), 1, views));
    pairs.addAll(Frames.pairs(Clusters.Part.TRAIN));
    return pairs;
  }

  private static List<List<String>> thinned(SortedMap<String, List<String>> utterances) {
    return utterances.values().stream()
        .map(intent -> intent.subList(0, Math.min(4, intent.size())))
        .toList();
  }

  /** Paraphrases of {@code part}. */
  List<TextPair> paraphrases(Clusters.Part part) {
    return clusters.of(part).values().stream().flatMap(List::stream).toList();
  }

  /** The nearest texts of other clusters of {@code part}. */
  List<TextPair> neighbours(Clusters.Part part, int each) {
    List<List<String>> groups =
        clusters.of(part).values().stream()
            .map(
                pairs ->
                    pairs.stream()
                        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                        .distinct()
                        .toList())
            .toList();
    return Neighbours.of(groups, each, views);
  }

  /** Traps in texts of {@code part}, and questions said in several ways that are the same. */
  List<TextPair> traps(Clusters.Part part) throws IOException {
    List<TextPair> traps = new ArrayList<>();
    for (TextPair pair : paraphrases(part)) {
      traps.addAll(TrapEdits.of(pair.one(), pair.other()));
      traps.addAll(TrapEdits.of(pair.other(), pair.other()));
    }
    for (List<String> intent : intents(part)) {
      for (String text : intent) {
        traps.addAll(TrapEdits.of(text, text));
        traps.addAll(TrapEdits.of(reworded(text), text));
      }
    }
    traps.addAll(Frames.pairs(part));
    return traps;
  }

  /**
   * What people ask, of which there are traps: the first of an intent and each of the others, and
   * each in other words by rule.
   */
  List<TextPair> utterances(Clusters.Part part) throws IOException {
    List<TextPair> utterances = new ArrayList<>();
    for (List<String> intent : intents(part)) {
      for (String text : intent) {
        utterances.add(TextPair.same(intent.getFirst(), text, "intent"));
      }
    }
    utterances.addAll(rewordings(part));
    return utterances;
  }

  /** What people ask, of which there are traps, and each in other words by rule. */
  List<TextPair> rewordings(Clusters.Part part) throws IOException {
    List<TextPair> rewordings = new ArrayList<>();
    for (List<String> intent : intents(part)) {
      for (String text : intent) {
        rewordings.add(TextPair.same(text, reworded(text), "rewording"));
      }
    }
    return rewordings;
  }

  private Collection<List<String>> intents(Clusters.Part part) throws IOException {
    return Utterances.read(data, part == Clusters.Part.VALIDATION ? "val" : "test").values();
  }

  private static String reworded(String text) {
    return Rewordings.of(text, text.length());
  }

  /** SHA-256 of {@code pairs}, in hexadecimal. */
  static String hash(List<TextPair> pairs) {
    var all = new StringBuilder();
    for (TextPair pair : pairs) {
      all.append(Sha256.hex(pair.one() + "\n" + pair.other())).append(pair.same()).append('\n');
    }
    return Sha256.hex(all.toString());
  }
}
