package dev.interlock.eval;

import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.predictor.RouterBundle;
import dev.interlock.predictor.training.BundleTrainer;
import dev.interlock.predictor.training.Examples;
import dev.interlock.predictor.training.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock train default}: makes the router bundle that is shipped. */
@Command(
    name = "default",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the shipped router bundle, which knows tiers of models, from the public data sets.",
      "The same input gives the same bytes."
    })
public final class TrainDefault implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", required = true, description = "Directory of the public data sets.")
  private Path data = Path.of("data");

  @Option(names = "--encoder", required = true, description = "Encoder directory.")
  private Path encoderDirectory = Path.of("encoder");

  @Option(names = "--out", required = true, description = "Where the bundle is written.")
  private Path out = Path.of("default.bundle");

  @Override
  public Integer call() throws IOException {
    List<OutcomeRow> rows = new TierRows(data).rows();
    List<String> tiers = Examples.models(rows);
    RouterBundle bundle;
    try (var encoder =
        EncoderLoader.openWithoutForward(encoderDirectory, "predictions ask for no forward pass")) {
      // What holds for a tier is not known of any model that is placed there.
      bundle =
          BundleTrainer.bundle(
                  Examples.of(rows, tiers, encoder),
                  tiers,
                  encoder.staticSpace(),
                  Purpose.OTHER_KINDS)
              .uncertified();
    }
    Files.write(out, bundle.toBytes());
    PrintWriter console = Objects.requireNonNull(spec).commandLine().getOut();
    console.printf("%s: %,d bytes, data %s%n", out, Files.size(out), bundle.dataHash());
    for (int i = 0; i < tiers.size(); i++) {
      console.printf("  %-32s %8.4f%n", tiers.get(i), bundle.predictor().means()[i]);
    }
    bundle.metrics().forEach((name, value) -> console.printf("  %-32s %8.4f%n", name, value));
    console.flush();
    return 0;
  }
}
