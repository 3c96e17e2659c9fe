package dev.interlock.eval;

import dev.interlock.concurrent.Deadline;
import dev.interlock.digest.Sha256;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.head.Features;
import dev.interlock.head.FusedHead;
import dev.interlock.head.HeadFile;
import dev.interlock.head.HeadOptions;
import dev.interlock.head.HeadTrainer;
import dev.interlock.head.Isotonic;
import dev.interlock.head.Prediction;
import dev.interlock.head.TrainingSet;
import dev.interlock.outcome.TextHash;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock train heads}: makes the heads that are shipped, from the public data sets. */
@Command(
    name = "heads",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the shipped heads (domain, task, difficulty) from the public data sets and prints",
      "what they reach on rows held back. The same input gives the same bytes."
    })
public final class TrainHeads implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", required = true, description = "Directory of the public data sets.")
  private Path data = Path.of("data");

  @Option(names = "--encoder", required = true, description = "Encoder directory.")
  private Path encoderDirectory = Path.of("encoder");

  @Option(names = "--out", required = true, description = "Where the heads are written.")
  private Path out = Path.of("heads");

  @Option(
      names = "--cache",
      description = "Directory for vectors. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/eval")
  private Path cache = Path.of("target/eval");

  private final HeadCard card = new HeadCard();

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    var publicData = new PublicData(data);
    try (var encoder = EncoderLoader.open(encoderDirectory, 1);
        var cached = new CachedEncoder(encoder, cache)) {
      List<LabelledText> everyday = new EverydayRows(publicData).rows();
      classes("domain", publicData.domains(), everyday, HeadOptions.DOMAINS, cached);
      classes("task", publicData.taskTypes(), everyday, HeadOptions.TASKS, cached);
      difficulty(new DifficultyRows(data, ModelClass.SMALL).rows(everyday), cached);
      card.write(out.resolve("CARD.md"));
    }
    return 0;
  }

  private void classes(
      String name,
      Corpus corpus,
      List<LabelledText> everyday,
      HeadOptions options,
      CachedEncoder encoder)
      throws IOException {
    List<Features> outside = new ArrayList<>();
    List<LabelledText> outsideTest = new ArrayList<>();
    for (LabelledText row : everyday) {
      if (TextHash.part(row.text()) == TextHash.Part.TEST) {
        outsideTest.add(row);
      } else {
        outside.add(features(row.text(), options, encoder));
      }
    }
    TrainingSet set =
        TrainingSet.of(
            corpus.train().stream().map(row -> features(row.text(), options, encoder)).toList(),
            corpus.train().stream().map(row -> row.label().orElseThrow()).toList());
    FusedHead head = HeadTrainer.train(set, outside, options);
    var score = new ClassificationScore();
    int forwards = 0;
    for (LabelledText row : corpus.test()) {
      Prediction prediction = head.predict(encoder.encode(row.text(), Deadline.NEVER));
      forwards += prediction.forward() ? 1 : 0;
      score.inScope(
          row.label().orElseThrow(), head.labels().get(prediction.best()), prediction.inScope());
    }
    int outsideForwards = 0;
    for (LabelledText row : outsideTest) {
      Prediction prediction = head.predict(encoder.encode(row.text(), Deadline.NEVER));
      outsideForwards += prediction.forward() ? 1 : 0;
      score.outOfScope(prediction.inScope());
    }
    var metrics = new TreeMap<String, Double>();
    metrics.put("forward_share", (double) forwards / corpus.test().size());
    metrics.put("forward_share_everyday", (double) outsideForwards / outsideTest.size());
    metrics.put("accuracy", score.accuracy());
    metrics.put("macro_f1", score.macroF1());
    metrics.put("everyday_rejected", score.rejected());
    metrics.put("in_scope_accepted", score.accepted());
    List<LabelledText> used = new ArrayList<>(corpus.train());
    used.addAll(everyday);
    write(new HeadFile(name, encoder.space(), hash(used), metrics, head, Isotonic.IDENTITY));
  }

  private void difficulty(List<DifficultyRows.Row> rows, CachedEncoder encoder) throws IOException {
    HeadOptions options = HeadOptions.DIFFICULTY;
    List<Features> features = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (DifficultyRows.Row row : rows) {
      if (row.part() == TextHash.Part.TRAIN) {
        features.add(features(row.text(), options, encoder));
        names.add(row.insufficient() > 0.5 ? "insufficient" : "sufficient");
      }
    }
    // The first class seen is class 0: the second must be the insufficient one.
    int first = names.indexOf("sufficient");
    features.add(0, features.remove(first));
    names.add(0, names.remove(first));
    FusedHead head = HeadTrainer.train(TrainingSet.of(features, names), List.of(), options);
    // Guessed labels may teach, but what the numbers mean is settled by answers that were graded.
    List<DifficultyRows.Row> chosen =
        rows.stream()
            .filter(row -> row.part() == TextHash.Part.CALIBRATION)
            .filter(row -> row.graded() || row.source().equals("everyday"))
            .toList();
    double[] raw = chosen.stream().mapToDouble(row -> raw(head, row.text(), encoder)).toArray();
    Isotonic calibration =
        Isotonic.fit(raw, chosen.stream().mapToDouble(DifficultyRows.Row::insufficient).toArray());
    var score = new ProbabilityScore();
    for (DifficultyRows.Row row : rows) {
      if (row.part() == TextHash.Part.TEST) {
        Prediction prediction = head.predict(encoder.encode(row.text(), Deadline.NEVER));
        double chance = calibration.apply(prediction.probabilityOf(1));
        score.add(row, chance, prediction.forward());
      }
    }
    List<LabelledText> used =
        rows.stream()
            .map(row -> new LabelledText(row.text(), Optional.of("" + row.insufficient())))
            .toList();
    write(
        new HeadFile(
            "difficulty", encoder.space(), hash(used), score.metrics(), head, calibration));
  }

  private static double raw(FusedHead head, String text, CachedEncoder encoder) {
    return head.predict(encoder.encode(text, Deadline.NEVER)).probabilityOf(1);
  }

  private static Features features(String text, HeadOptions options, CachedEncoder encoder) {
    return Features.of(encoder.encode(text, Deadline.NEVER), options.shape());
  }

  private static String hash(List<LabelledText> rows) {
    var all = new StringBuilder();
    for (LabelledText row : rows) {
      all.append(Sha256.hex(row.text())).append(row.label().orElse("")).append('\n');
    }
    return Sha256.hex(all.toString());
  }

  private void write(HeadFile file) throws IOException {
    Path path = out.resolve(file.name() + ".bin");
    file.write(path);
    card.add(file, path);
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    PrintWriter console = spec.commandLine().getOut();
    console.printf("%n%s: %,d bytes, data %s%n", path, Files.size(path), file.dataHash());
    file.metrics().forEach((name, value) -> console.printf("  %-32s %8.4f%n", name, value));
    console.flush();
  }
}
