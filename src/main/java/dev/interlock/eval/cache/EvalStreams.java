package dev.interlock.eval.cache;

import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.PairCheck;
import dev.interlock.equivalence.PairHead;
import dev.interlock.eval.CachedEncoder;
import dev.interlock.eval.EvalReport;
import dev.interlock.eval.cache.StreamRun.Result;
import dev.interlock.reuse.ReuseSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code interlock eval streams}: whether reuse keeps its promise, and how long a lookup takes. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description = {
      "Sends texts with known answers in 20 orders through an empty semantic cache and reports, for",
      "each largest share of wrong answers, the share there was and how many requests were answered",
      "by reuse, beside the best fixed threshold in hindsight; and lookups among 100,000 vectors.",
      "Wrong hits are written beside the report, both texts of each."
    })
public final class EvalStreams implements Callable<Integer> {
  /** Not the seed that constants were chosen with, which is 0. */
  private static final String DEFAULT_SEED = "1";

  private static final List<Double> DELTAS = List.of(0.01, 0.02, 0.05);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", description = "Directory of the public data sets.", required = true)
  private Path data = Path.of("");

  @Option(
      names = "--sets",
      split = ",",
      description = {
        "Which: ${DEFAULT-VALUE}. With -drift a tenth of the answers changes midway; with -late",
        "verdicts come 200 requests later."
      },
      defaultValue = "clinc150,hwu64,snips,paraphrases,traps,clinc150-drift,hwu64-late")
  private List<String> sets = new ArrayList<>();

  @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.", defaultValue = DEFAULT_SEED)
  private long seed;

  @Option(
      names = "--most",
      description = "Texts of a stream at most. Default: ${DEFAULT-VALUE}.",
      defaultValue = "10000")
  private int most;

  @Option(names = "--choosing", description = "The half that constants are chosen on.")
  private boolean choosing;

  @Option(
      names = "--own-evidence",
      description = "Verdicts an entry must have itself to answer. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private int ownEvidence;

  @Option(
      names = "--no-second-check",
      negatable = true,
      description = "Without guards and pair head; streams are then called NAME-unchecked.")
  private boolean secondCheck = true;

  @Option(names = "--no-lookups", description = "Leave out lookups.")
  private boolean noLookups;

  @Option(
      names = "--entries",
      description = "Vectors to look up among. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100000")
  private int entries;

  @Option(
      names = "--encoder",
      description = "Encoder directory. Default: encoder/ of the installation.")
  private @Nullable Path encoderDirectory;

  @Option(names = "--head", description = "Pair head. Default: the shipped one.")
  private @Nullable Path headFile;

  @Option(
      names = "--cache",
      description = "Directory for vectors. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/eval")
  private Path cache = Path.of("target/eval");

  @Option(
      names = "--report",
      description = "Report file; what others wrote there stays. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-cache.json")
  private Path report = Path.of("target/reports/eval-cache.json");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> streams = new LinkedHashMap<>();
    Map<String, Object> wrong = new LinkedHashMap<>();
    List<float[]> vectors = new ArrayList<>();
    try (var encoder = EncoderLoader.open(installed(encoderDirectory, "encoder"), 1);
        var cached = new CachedEncoder(encoder, cache)) {
      var texts = new StreamTexts(data, cached);
      var check =
          new PairCheck(
              PairHead.load(
                  installed(headFile, "heads/pairs.bin"), encoder.space(), encoder.staticSpace()));
      for (String name : sets) {
        StreamSet set = StreamSet.of(name);
        List<Asked> asked = texts.read(set.texts(), choosing ? Half.CHOOSING : Half.REPORTED);
        if (!asked.isEmpty()) {
          asked.forEach(one -> vectors.add(one.vector()));
          PairChance pairs = secondCheck ? new CheckedPairs(check, asked) : PairChance.NONE;
          var figures = new StreamFigures(set, asked, most, seed, pairs);
          stream(secondCheck ? name : name + "-unchecked", figures, streams, wrong, out);
        }
      }
    }
    Map<String, Object> figures = written(report);
    figures.put("streams", merged(figures.get("streams"), streams));
    if (!noLookups) {
      Map<String, Object> lookups = new Lookups(vectors, entries, seed).figures();
      String name = "lookup_%dk".formatted(entries / 1000);
      out.printf("%n%s %s%n", name, lookups);
      figures.put(name, lookups);
    }
    EvalReport.write(report, figures);
    Path hits = report.resolveSibling("eval-cache-wrong-hits.json");
    Map<String, Object> all = written(hits);
    all.putAll(wrong);
    EvalReport.write(hits, all);
    return 0;
  }

  private void stream(
      String set,
      StreamFigures orders,
      Map<String, Object> streams,
      Map<String, Object> wrong,
      PrintWriter out) {
    List<StreamFigures.Fixed> fixed = orders.fixed();
    for (double delta : DELTAS) {
      List<Result> results = orders.bounded(ReuseSettings.of(delta).withOwnEvidence(ownEvidence));
      Map<String, Object> figures = StreamFigures.figures(delta, results, fixed);
      String name = "%s@%s".formatted(set, delta);
      out.printf("%n%s%n", name);
      figures.forEach((key, value) -> out.printf("  %-24s %s%n", key, value));
      out.flush();
      streams.put(name, figures);
      wrong.put(name, StreamFigures.wrong(results));
    }
  }

  /** The streams of earlier runs, and in the place of each that ran again the new one. */
  private static Map<String, Object> merged(@Nullable Object earlier, Map<String, Object> streams) {
    Map<String, Object> merged = new LinkedHashMap<>();
    if (earlier instanceof JsonNode node) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        merged.put(entry.getKey(), entry.getValue());
      }
    }
    merged.putAll(streams);
    return merged;
  }

  /** What a file has of earlier runs. */
  private static Map<String, Object> written(Path file) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (Map.Entry<String, JsonNode> entry :
          JSON.readTree(Files.readAllBytes(file)).properties()) {
        figures.put(entry.getKey(), entry.getValue());
      }
    }
    return figures;
  }

  private static Path installed(@Nullable Path given, String shipped) {
    return given != null
        ? given
        : Path.of(System.getProperty("interlock.home", ".")).resolve(shipped);
  }
}
