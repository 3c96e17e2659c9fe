package dev.interlock.eval.cache;

import dev.interlock.digest.Sha256;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.Guards;
import dev.interlock.equivalence.PairHead;
import dev.interlock.equivalence.PairHeadTrainer;
import dev.interlock.equivalence.PairHeadTrainer.Labelled;
import dev.interlock.equivalence.PairView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock train pairs}: makes the pair head that is shipped. */
@Command(
    name = "pairs",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the shipped pair head, the second check of the semantic cache, from the public data",
      "sets. The same input gives the same bytes."
    })
public final class TrainPairs implements Callable<Integer> {
  /** Share of wrong answers among those that guards and head let through, on validation pairs. */
  private static final double WRONG = 0.01;

  /** An even chance: the threshold where nothing that guards let through is wrong. */
  private static final double LEAST = 0.5;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", required = true, description = "Directory of the public data sets.")
  private Path data = Path.of("data");

  @Option(names = "--encoder", required = true, description = "Encoder directory.")
  private Path encoderDirectory = Path.of("encoder");

  @Option(names = "--out", required = true, description = "Where the head is written.")
  private Path out = Path.of("pairs.bin");

  @Override
  public Integer call() throws IOException {
    PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
    try (var encoder = EncoderLoader.open(encoderDirectory, 1)) {
      var views = new Views(encoder);
      var pairs = new PairData(data, views);
      List<TextPair> train = pairs.train();
      List<TextPair> validation = validation(pairs);
      List<TextPair> calibrating = half(validation, Half.REPORTED);
      List<TextPair> chosen = half(validation, Half.CHOOSING);
      PairHead even =
          PairHeadTrainer.train(
              labelled(train, views),
              labelled(calibrating, views),
              encoder.space(),
              encoder.staticSpace(),
              PairData.hash(train));
      double cheap = threshold(even, chosen, views, false);
      double full = threshold(even, chosen, views, true);
      Files.write(out, even.withThresholds(cheap, full).toBytes());
      console.printf(
          "%s: %,d bytes, SHA-256 %s, data %s%n",
          out, Files.size(out), Sha256.hex(Files.readAllBytes(out)), even.dataHash());
      console.printf(
          "  %,d pairs learnt, %,d of other texts to calibrate by, %,d to choose by; thresholds %.4f without, %.4f with"
              + " the transformer%n",
          train.size(), calibrating.size(), chosen.size(), cheap, full);
      console.flush();
    }
    return 0;
  }

  /** What chances are calibrated on chooses no threshold: dealt by the first text. */
  private static List<TextPair> half(List<TextPair> pairs, Half half) {
    return pairs.stream().filter(pair -> Half.of(pair.one()) == half).toList();
  }

  static List<TextPair> validation(PairData pairs) throws IOException {
    List<TextPair> chosen = new ArrayList<>(pairs.paraphrases(Clusters.Part.VALIDATION));
    chosen.addAll(pairs.neighbours(Clusters.Part.VALIDATION, 2));
    chosen.addAll(pairs.traps(Clusters.Part.VALIDATION));
    return chosen;
  }

  private static List<Labelled> labelled(List<TextPair> pairs, Views views) {
    return pairs.stream()
        .map(pair -> new Labelled(views.of(pair.one()), views.of(pair.other()), pair.same()))
        .toList();
  }

  /** Chosen behind the guards, for no pair is judged without them. */
  private static double threshold(
      PairHead head, List<TextPair> pairs, Views views, boolean forward) {
    var scores = new PairScores();
    for (TextPair pair : pairs) {
      PairView one = views.of(pair.one());
      PairView other = views.of(pair.other());
      if (Guards.check(one.wording(), other.wording()).isEmpty()) {
        scores.add(
            forward
                ? head.same(one, other)
                : head.same(one.withoutForward(), other.withoutForward()),
            pair.same());
      }
    }
    return scores.count(false) == 0 ? LEAST : Math.max(LEAST, scores.threshold(WRONG));
  }
}
