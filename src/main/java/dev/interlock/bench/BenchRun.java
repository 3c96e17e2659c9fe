package dev.interlock.bench;

import dev.interlock.bench.load.LoadDriver;
import dev.interlock.envoy.EnvoyBinary;
import dev.interlock.simulator.Faults;
import dev.interlock.simulator.Fleet;
import dev.interlock.simulator.FleetSimulator;
import dev.interlock.simulator.Outcomes;
import dev.interlock.simulator.SimulatedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Measures everything once. One thread.
 *
 * @param home the distribution
 * @param only rows to run through Envoy; empty for all
 * @param folder for configurations and logs
 * @param mix what is sent
 * @param router whose forecasts and choices are timed
 * @param progress gets one line a step
 */
record BenchRun(
    Path home,
    EnvoyBinary envoy,
    Plan plan,
    Set<String> only,
    Path folder,
    Mix mix,
    RouterCase router,
    Consumer<String> progress) {
  private static final int CROWD = 200;
  private static final int FLEET_THREADS = 2;
  private static final int UNUSED_PORT = 9;

  /** Lessons take so much longer than the crowd at most. */
  private static final int TEACHING = 12;

  BenchReport measure() throws IOException, InterruptedException {
    try (Decider decider =
        EngineDecider.load(home, BenchFiles.create(folder, "decisions", UNUSED_PORT))) {
      List<Scenario> rows =
          new Scenarios(mix, decider)
              .all().stream().filter(row -> only.isEmpty() || only.contains(row.key())).toList();
      if (rows.isEmpty()) {
        throw new IOException("--only " + only + ": no such rows (expected: keys of the report)");
      }
      Map<String, Double> shares = new LinkedHashMap<>();
      rows.stream()
          .filter(row -> row.forwardShare() > 0)
          .forEach(row -> shares.put(row.key(), row.forwardShare()));
      try (FleetSimulator fleet =
              FleetSimulator.start(
                  fleet(),
                  Outcomes.answering(HelpDesk.answers()),
                  InstantSource.system(),
                  FLEET_THREADS);
          Lanes lanes = Lanes.start(home, envoy, folder, fleet);
          LoadDriver driver = new LoadDriver()) {
        Rounds rounds = new Rounds(driver, lanes::address, progress);
        if (rows.stream().anyMatch(row -> row.key().equals(Scenarios.SEMANTIC_HIT))) {
          rounds.teach(Scenarios.lessons(), plan.crowd().multipliedBy(TEACHING));
        }
        var scenarios = rounds.run(rows, plan.rounds(), plan.warmup(), plan.each());
        rounds.crowd(rows.getLast(), CROWD, plan.crowd());
        return new BenchReport(
            scenarios,
            shares,
            new Decisions(mix, progress).run(decider, router, plan.decisions()),
            lanes.interlock().readyMillis(),
            lanes.interlock().residentMib(),
            new TreeMap<>(rounds.errors()),
            new TreeMap<>(rounds.degraded()),
            Machine.describe(envoy.version()));
      }
    }
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
}
