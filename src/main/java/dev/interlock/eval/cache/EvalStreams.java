package dev.interlock.eval.cache;

import dev.interlock.equivalence.PairCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock eval streams}: whether reuse keeps its promise, and how long a lookup takes. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description = {
      "Sends texts with known answers in 20 orders through an empty semantic cache and reports, for",
      "each largest share of wrong answers, the share there was and how many requests were answered",
      "by reuse, beside fixed thresholds; and lookups among 100,000 vectors. Part of eval cache, for",
      "single streams. Wrong hits are written beside the report, both texts of each."
    })
public final class EvalStreams implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--data", description = "Directory of the public data sets.", required = true)
  private Path data = Path.of("");

  @Mixin private StreamOptions options = new StreamOptions();

  @Option(
      names = "--choosing",
      description = "The half that constants are chosen on; streams are then called NAME-choosing.")
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

  @Mixin private CacheOptions cache = new CacheOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Half half = choosing ? Half.CHOOSING : Half.REPORTED;
    cache.measure(
        (encoder, head) -> {
          var evaluation =
              new StreamEvaluation(
                  new StreamTexts(data, encoder), new PairCheck(head), options, ownEvidence, out);
          for (String name : options.sets()) {
            evaluation.run(name, secondCheck, half);
            evaluation.report(cache.report());
          }
          if (!noLookups) {
            Lookups.report(evaluation.vectors(half), options, cache.report(), out);
          }
          cache.report().draw();
        });
    return 0;
  }
}
