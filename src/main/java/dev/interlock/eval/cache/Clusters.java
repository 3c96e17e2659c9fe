package dev.interlock.eval.cache;

import dev.interlock.digest.Sha256;
import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public paraphrases in clusters: pairs whose texts share most of their words are one cluster,
 * lest a pair be tested that training has nearly seen, or one be taken for other than its double.
 */
final class Clusters {
  private static final double NEAR = 0.75;

  /** The parts that clusters are dealt to, by hash: 60, 20 and 20 %. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST
  }

  private final List<TextPair> pairs;
  private final int[] cluster;

  private Clusters(List<TextPair> pairs, int[] cluster) {
    this.pairs = pairs;
    this.cluster = cluster;
  }

  static Clusters read(Path data) throws IOException {
    List<TextPair> pairs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    byte[] json = Files.readAllBytes(data.resolve("12-paraphrases/paraphrases.json"));
    for (JsonNode row : JsonMapper.builder().build().readTree(json)) {
      String one = row.path("origin").asString("").strip();
      String other = row.path("similar").asString("").strip();
      if (!one.equals(other) && seen.add(one + "\n" + other)) {
        pairs.add(TextPair.same(one, other, "paraphrase"));
      }
    }
    List<Set<String>> words = new ArrayList<>();
    for (TextPair pair : pairs) {
      words.add(words(pair.one()));
      words.add(words(pair.other()));
    }
    int[] cluster = new int[pairs.size()];
    Arrays.setAll(cluster, i -> i);
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (overlap(words.get(i), words.get(j)) >= NEAR) {
          join(cluster, i / 2, j / 2);
        }
      }
    }
    for (int i = 0; i < cluster.length; i++) {
      cluster[i] = root(cluster, i);
    }
    return new Clusters(pairs, cluster);
  }

  private static Set<String> words(String text) {
    var words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+")));
    words.remove("");
    return words;
  }

  private static double overlap(Set<String> a, Set<String> b) {
    int both = 0;
    for (String word : a) {
      both += b.contains(word) ? 1 : 0;
    }
    int either = a.size() + b.size() - both;
    return either == 0 ? 0 : (double) both / either;
  }

  private static void join(int[] cluster, int a, int b) {
    int one = root(cluster, a);
    int other = root(cluster, b);
    cluster[Math.max(one, other)] = Math.min(one, other);
  }

  private static int root(int[] cluster, int i) {
    int at = i;
    while (cluster[at] != at) {
      at = cluster[at];
    }
    return at;
  }

  /** Pairs of {@code part} with the number of their cluster. */
  SortedMap<Integer, List<TextPair>> of(Part part) {
    var clusters = new TreeMap<Integer, List<TextPair>>();
    for (int i = 0; i < pairs.size(); i++) {
      if (part(pairs.get(cluster[i]).one()) == part) {
        clusters.computeIfAbsent(cluster[i], c -> new ArrayList<>()).add(pairs.get(i));
      }
    }
    return clusters;
  }

  /** Which part a text of this wording belongs to, where texts are dealt one by one. */
  static Part part(String text) {
    byte[] hash = Sha256.of(TextHash.normalized(text));
    int bucket = ((hash[0] & 255) << 8 | (hash[1] & 255)) % 10;
    return bucket < 6 ? Part.TRAIN : bucket < 8 ? Part.VALIDATION : Part.TEST;
  }
}
