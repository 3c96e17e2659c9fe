package dev.interlock.eval.cache;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which streams are sent. */
final class StreamOptions {
  /** Not the seed that constants were chosen with, which is 0. */
  private static final String DEFAULT_SEED = "1";

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

  @Option(
      names = "--entries",
      description = "Vectors to look up among. Default: ${DEFAULT-VALUE}.",
      defaultValue = "100000")
  private int entries;

  List<String> sets() {
    return sets;
  }

  long seed() {
    return seed;
  }

  int most() {
    return most;
  }

  int entries() {
    return entries;
  }
}
