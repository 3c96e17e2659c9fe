package dev.interlock.bench;

import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.envoy.EnvoyBinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make bench}: everything side by side on this machine, as a table and as JSON. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Compares direct, Envoy alone, a no-op sidecar and Interlock.")
public final class Bench implements Callable<Integer> {
  /** Prompts that the router of a whole run learns from: enough for all its landmarks. */
  private static final int TAUGHT = 3000;

  @Option(names = "--quick", description = "One short round: a minute or two.")
  private boolean quick;

  @Option(names = "--strict", description = "Exit with 1 if a number is missed.")
  private boolean strict;

  @Option(names = "--only", split = ",", description = "Rows to run through Envoy.")
  private Set<String> only = Set.of();

  @Option(names = "--prompts", description = "JSON lines with `prompt` or `text` to send.")
  private Optional<Path> prompts = Optional.empty();

  @Option(names = "--home", description = "The distribution.", defaultValue = "target/dist")
  private Path home = Path.of("target/dist");

  @Option(names = "--out", description = "Where bench.json goes.", defaultValue = "target/reports")
  private Path out = Path.of("target/reports");

  @Option(
      names = "--router",
      description = {
        "Trains a router on so many prompts, times its choices, and does nothing else."
      })
  private Optional<Integer> taught = Optional.empty();

  @Option(
      names = "--memory",
      description = {
        "Keeps so many answers that are found by meaning, says what memory they take, and does",
        "nothing else."
      })
  private Optional<Integer> kept = Optional.empty();

  @Option(
      names = "--answer",
      description = "Letters of each of these answers. Default: ${DEFAULT-VALUE}.",
      defaultValue = "800")
  private int answer;

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Bench())
            .setExecutionExceptionHandler(
                (failure, _, _) -> {
                  System.err.println("bench: " + failure.getMessage());
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (taught.isPresent()) {
      System.out.println(Decisions.router(router(texts(), taught.get()), plan().decisions()));
      return 0;
    }
    if (kept.isPresent()) {
      var prompts = new Prompts(texts(), Prompts.tokenizer(home.resolve("encoder")), 1);
      System.out.println(EntryMemory.of(home, prompts, answer).measure(kept.get()));
      return 0;
    }
    BenchReport report = run().measure();
    Files.createDirectories(out);
    Path file = out.resolve("bench.json");
    Files.writeString(file, report.json().toPrettyString() + "\n");
    System.out.print(report.table());
    System.out.println("\nwritten to " + file);
    return strict && !report.targets().stream().allMatch(Target::met) ? 1 : 0;
  }

  private BenchRun run() throws IOException {
    EnvoyBinary envoy =
        switch (EnvoyBinary.find(System.getenv(), Path.of(""))) {
          case EnvoyBinary.Search.Found(EnvoyBinary binary) -> binary;
          case EnvoyBinary.Search.Missing(String line) -> throw new IOException(line);
        };
    List<String> texts = texts();
    Mix mix = new Mix(new Prompts(texts, Prompts.tokenizer(home.resolve("encoder")), 1));
    Path folder = Files.createTempDirectory("interlock-bench");
    progress("configurations and logs in " + folder);
    RouterCase router = router(texts, TAUGHT);
    return new BenchRun(home, envoy, plan(), only, folder, mix, router, Bench::progress);
  }

  private List<String> texts() throws IOException {
    return prompts.isPresent() ? Prompts.read(prompts.get()) : Prompts.shipped();
  }

  private Plan plan() {
    return quick ? Plan.QUICK : Plan.FULL;
  }

  private RouterCase router(List<String> texts, int prompts) throws IOException {
    try (var encoder =
        EncoderLoader.openWithoutForward(
            home.resolve("encoder"), "predictions ask for no forward pass")) {
      var router = new RouterCase(texts, encoder, prompts);
      progress(
          String.format(
              Locale.ROOT,
              "a router over %d models learnt from %,d prompts in %.1f s: %,d bytes",
              RouterCase.MODELS,
              prompts,
              router.training().toMillis() / 1e3,
              router.size()));
      return router;
    }
  }

  private static void progress(String what) {
    System.err.println("bench: " + what);
  }
}
