package dev.interlock.eval.cache;

import dev.interlock.embedding.Vectors;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.PairHead;
import dev.interlock.equivalence.PairView;
import dev.interlock.eval.EvalReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock eval cache}: how often the semantic cache's second check is wrong. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Judges guards and pair head on paraphrases never seen and on generated traps; every pair",
      "wrongly taken for one is listed."
    })
public final class EvalCache implements Callable<Integer> {
  private static final double WRONG_AT_RECALL = 0.05;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      description = "Directory of the public data sets: their paraphrases and traps.")
  private @Nullable Path data;

  @Option(
      names = "--pairs",
      description = {
        "Pairs of your own instead (JSONL): {\"a\": \"...\", \"b\": \"...\", \"same\": false}."
      })
  private @Nullable Path own;

  @Option(
      names = "--encoder",
      description = "Encoder directory. Default: encoder/ of the installation.")
  private @Nullable Path encoderDirectory;

  @Option(names = "--head", description = "Pair head. Default: the shipped one.")
  private @Nullable Path headFile;

  @Option(
      names = "--report",
      description = "Report file; what others wrote there stays. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-cache.json")
  private Path report = Path.of("target/reports/eval-cache.json");

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (data == null && own == null) {
      throw new ParameterException(
          command.commandLine(), "nothing to evaluate (expected: --data or --pairs)");
    }
    PrintWriter console = command.commandLine().getOut();
    try (var encoder = EncoderLoader.open(installed(encoderDirectory, "encoder"), 1)) {
      var views = new Views(encoder);
      PairHead head =
          PairHead.load(
              installed(headFile, "heads/pairs.bin"), encoder.space(), encoder.staticSpace());
      var judge = new PairJudge(head, views);
      Map<String, Object> figures = new LinkedHashMap<>();
      if (own != null) {
        figures.put("own_pairs", pairs(PairFile.read(own), head, views, judge));
      } else {
        var publicPairs = new PairData(Objects.requireNonNull(data), views);
        List<TextPair> unseen = new ArrayList<>(publicPairs.paraphrases(Clusters.Part.TEST));
        unseen.addAll(publicPairs.neighbours(Clusters.Part.TEST, 2));
        figures.put("pairs", pairs(unseen, head, views, judge));
        figures.put("traps", judge.traps(publicPairs.traps(Clusters.Part.TEST)));
        figures.put("traps_judged_once", judge.traps(Frames.judgedOnce()));
      }
      CacheReport.merge(report, figures);
      CacheReport.print(figures, console);
    }
    return 0;
  }

  private static Path installed(@Nullable Path given, String shipped) {
    return given != null
        ? given
        : Path.of(System.getProperty("interlock.home", ".")).resolve(shipped);
  }

  private static Map<String, Object> pairs(
      List<TextPair> pairs, PairHead head, Views views, PairJudge judge) {
    var full = new PairScores();
    var cheap = new PairScores();
    var cosine = new PairScores();
    var staticCosine = new PairScores();
    for (TextPair pair : pairs) {
      PairView a = views.of(pair.one());
      PairView b = views.of(pair.other());
      full.add(head.same(a, b), pair.same());
      cheap.add(head.same(a.withoutForward(), b.withoutForward()), pair.same());
      staticCosine.add(Vectors.dot(a.fixed(), b.fixed()), pair.same());
      if (a.forward().isPresent() && b.forward().isPresent()) {
        cosine.add(Vectors.dot(a.forward().get(), b.forward().get()), pair.same());
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("same", full.count(true));
    figures.put("other", full.count(false));
    figures.put("auc", EvalReport.rounded(full.auc()));
    figures.put("auc_static_only", EvalReport.rounded(cheap.auc()));
    figures.put("auc_cosine", EvalReport.rounded(cosine.auc()));
    figures.put("auc_static_cosine", EvalReport.rounded(staticCosine.auc()));
    figures.put("recall_at_95_precision", EvalReport.rounded(full.recall(WRONG_AT_RECALL)));
    figures.put(
        "recall_at_95_precision_cosine", EvalReport.rounded(cosine.recall(WRONG_AT_RECALL)));
    figures.putAll(judge.operating(pairs));
    return figures;
  }
}
