package dev.interlock.eval.cache;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.Vectors;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.equivalence.PairView;
import dev.interlock.eval.EvalReport;
import dev.interlock.reuse.ReuseSettings;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock eval cache}: how often answers used again are wrong, and how many there are. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    description = {
      "Judges guards and pair head on paraphrases never seen and on generated traps; sends texts with",
      "known answers in 20 orders through an empty semantic cache, with this second check and",
      "without (NAME-unchecked), and compares errors and hits with fixed thresholds; and looks up",
      "among 100,000 vectors. Every pair wrongly taken for one, and every wrong hit, is listed."
    })
public final class EvalCache implements Callable<Integer> {
  private static final double WRONG_AT_RECALL = 0.05;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", description = "Directory of the public data sets.")
  private @Nullable Path data;

  @Option(
      names = "--pairs",
      description = {
        "Pairs of your own instead (JSONL): {\"a\": \"...\", \"b\": \"...\", \"same\": false}."
      })
  private @Nullable Path own;

  @Option(names = "--no-streams", description = "Without streams, in a minute or two.")
  private boolean noStreams;

  @Mixin private StreamOptions options = new StreamOptions();

  @Mixin private CacheOptions cache = new CacheOptions();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (data == null && own == null) {
      throw new ParameterException(
          command.commandLine(), "nothing to evaluate (expected: --data or --pairs)");
    }
    PrintWriter console = command.commandLine().getOut();
    cache.measure(
        (encoder, head) -> {
          pairs(encoder, head, console);
          if (own == null) {
            streams(Objects.requireNonNull(data), encoder, head, console);
          }
          cache.report().draw();
        });
    return 0;
  }

  private void pairs(TextEncoder encoder, PairHead head, PrintWriter console) throws IOException {
    var views = new Views(encoder);
    var judge = new PairJudge(head, views);
    Map<String, Object> figures = new LinkedHashMap<>();
    if (own != null) {
      figures.put("own_pairs", pairs(PairFile.read(own), head, views, judge));
    } else {
      var publicPairs = new PairData(Objects.requireNonNull(data), views);
      List<TextPair> unseen = new ArrayList<>(publicPairs.paraphrases(Clusters.Part.TEST));
      unseen.addAll(publicPairs.neighbours(Clusters.Part.TEST, 2));
      figures.put("pairs", pairs(unseen, head, views, judge));
      List<TextPair> traps = publicPairs.traps(Clusters.Part.TEST);
      figures.put("traps", judge.traps(traps));
      List<TextPair> trapsAndRewordings = new ArrayList<>(traps);
      trapsAndRewordings.addAll(publicPairs.rewordings(Clusters.Part.TEST));
      figures.put("traps_and_rewordings", judge.traps(trapsAndRewordings));
      figures.put("traps_judged_once", judge.traps(Frames.judgedOnce()));
    }
    cache.report().merge(figures);
    CacheReport.print(figures, console);
  }

  private void streams(Path folder, TextEncoder encoder, PairHead head, PrintWriter console)
      throws IOException {
    var evaluation =
        new StreamEvaluation(
            new StreamTexts(folder, encoder),
            new PairCheck(head),
            options,
            ReuseSettings.of(0.01).ownEvidence(),
            console);
    for (String name : noStreams ? List.<String>of() : options.sets()) {
      evaluation.run(name, true, Half.REPORTED);
      evaluation.run(name, false, Half.REPORTED);
      // A run takes long: what is known by now survives its end.
      evaluation.report(cache.report());
    }
    Lookups.report(evaluation.vectors(Half.REPORTED), options, cache.report(), console);
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
