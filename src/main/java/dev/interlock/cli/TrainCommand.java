package dev.interlock.cli;

import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.eval.TrainDefault;
import dev.interlock.eval.TrainHeads;
import dev.interlock.eval.TrainLanguages;
import dev.interlock.eval.cache.TrainPairs;
import dev.interlock.outcome.OutcomeFile;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Examples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock train}: from outcome files to a router bundle. */
@Command(
    name = "train",
    description = {
      "Learn from graded answers what each model can do, and write a router bundle.",
      "A line is {\"prompt\": \"...\", \"task\": \"optional\", \"outcomes\": {\"model\": {\"score\": 0.7,"
          + " \"cost\": 0.0021}}},",
      "or a preference: {\"prompt\": \"...\", \"winner\": \"a\", \"loser\": \"b\"}. The same files give the"
          + " same bytes."
    },
    mixinStandardHelpOptions = true,
    subcommands = {TrainHeads.class, TrainDefault.class, TrainLanguages.class, TrainPairs.class})
final class TrainCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "OUTCOMES", description = "Outcome files (JSONL).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--out",
      description = "The bundle to write. Default: ${DEFAULT-VALUE}.",
      defaultValue = "router.bundle")
  private Path out = Path.of("router.bundle");

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    if (files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "missing: OUTCOMES (expected: outcome files)");
    }
    PrintWriter console = spec.commandLine().getOut();
    List<OutcomeRow> rows = OutcomeFile.read(files).stream().sorted(OutcomeRow.BY_CONTENT).toList();
    List<String> models = Examples.models(rows);
    console.printf("%,d prompts, %d models%n", rows.size(), models.size());
    console.flush();
    RouterBundle bundle;
    try (var encoder =
        EncoderLoader.openWithoutForward(
            Home.path().resolve("encoder"), "predictions ask for no forward pass")) {
      bundle =
          BundleTrainer.bundle(Examples.of(rows, models, encoder), models, encoder.staticSpace());
    } catch (IllegalArgumentException e) {
      throw new Failure(1, String.valueOf(e.getMessage()));
    }
    byte[] bytes = bundle.toBytes();
    Files.write(out, bytes);
    console.printf("%s: %,d bytes, version %s%n", out, bytes.length, bundle.version());
    bundle.metrics().forEach((name, value) -> console.printf("  %-20s %.4f%n", name, value));
    for (int m = 0; m < models.size(); m++) {
      double highest = bundle.floors().highest(m, 1);
      console.printf(
          "  %-20s %s%n",
          models.get(m),
          highest == 0
              ? "no quality floor certified"
              : String.format(Locale.ROOT, "quality floors certified to %.2f", highest));
    }
    console.flush();
    return 0;
  }
}
