package dev.interlock.bench;

import dev.interlock.embedding.WordPiece;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.SimulatedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private static final int CROWD = 200;

  @Option(names = "--quick", description = "One short round: about a minute.")
  private boolean quick;

  @Option(names = "--strict", description = "Exit with 1 if a number is missed.")
  private boolean strict;

  @Option(names = "--prompts", description = "JSON lines with `prompt` or `text` to send.")
  private Optional<Path> prompts = Optional.empty();

  @Option(names = "--home", description = "The distribution.", defaultValue = "target/dist")
  private Path home = Path.of("target/dist");

  @Option(names = "--out", description = "Where bench.json goes.", defaultValue = "target/reports")
  private Path out = Path.of("target/reports");

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    EnvoyBinary envoy =
        switch (EnvoyBinary.find(System.getenv(), Path.of(""))) {
          case EnvoyBinary.Search.Found(EnvoyBinary binary) -> binary;
          case EnvoyBinary.Search.Missing(String line) -> throw new IOException(line);
        };
    BenchReport report = measure(envoy);
    Files.createDirectories(out);
    Path file = out.resolve("bench.json");
    Files.writeString(file, report.json().toPrettyString() + "\n");
    System.out.print(report.table());
    System.out.println("\nwritten to " + file);
    return strict && !report.targets().stream().allMatch(Target::met) ? 1 : 0;
  }

  private BenchReport measure(EnvoyBinary envoy) throws IOException, InterruptedException {
    Plan plan = quick ? Plan.QUICK : Plan.FULL;
    WordPiece tokenizer = Prompts.tokenizer(home.resolve("encoder"));
    List<String> texts = prompts.isPresent() ? Prompts.read(prompts.get()) : Prompts.shipped();
    Mix mix = new Mix(new Prompts(texts, tokenizer, 1));
    Path folder = Files.createTempDirectory("interlock-bench");
    progress("configurations and logs in " + folder);
    Map<String, Long> errors;
    Map<String, ScenarioResult> scenarios;
    double readyMillis;
    double residentMib;
    try (FleetSimulator fleet = FleetSimulator.start(fleet());
        Lanes lanes = Lanes.start(home, envoy, folder, fleet);
        LoadDriver driver = new LoadDriver()) {
      Rounds rounds = new Rounds(driver, lanes::address, Bench::progress);
      List<Scenario> rows = new Scenarios(mix).all();
      scenarios = rounds.run(rows, plan.rounds(), plan.warmup(), plan.each());
      rounds.crowd(rows.getLast(), CROWD, plan.crowd());
      errors = new TreeMap<>(rounds.errors());
      residentMib = lanes.interlock().residentMib();
      readyMillis = lanes.interlock().readyMillis();
    }
    Map<String, Timing> timings = new LinkedHashMap<>();
    timings.put("choice_only", new Decisions(mix, Bench::progress).choice(plan.decisions()));
    return new BenchReport(
        scenarios, timings, readyMillis, residentMib, errors, Machine.describe(envoy.version()));
  }

  /** One server that plays all models of the bench's configuration, at once and without faults. */
  private static Fleet fleet() {
    SimulatedModel small = Fleet.standard().instant().onFreePorts().models().getFirst();
    return new Fleet(
        1,
        List.of(
            new SimulatedModel(
                small.id(),
                small.port(),
                List.of("bench-small", "bench-medium", "bench-frontier"),
                small.apis(),
                small.strength(),
                small.price(),
                Duration.ZERO,
                Duration.ZERO,
                small.tokens(),
                Optional.empty(),
                Faults.NONE)));
  }

  private static void progress(String what) {
    System.err.println("bench: " + what);
  }
}
