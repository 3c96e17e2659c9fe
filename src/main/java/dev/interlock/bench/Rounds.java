package dev.interlock.bench;

import dev.interlock.bench.load.Load;
import dev.interlock.bench.load.LoadDriver;
import dev.interlock.bench.load.LoadResult;
import dev.interlock.bench.load.Pace;
import dev.interlock.bench.load.PreparedRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs rows in interleaved rounds, so that whatever else the machine does hits all of them alike.
 * One thread.
 */
final class Rounds {
  private static final int MANY = 32;
  private static final Duration LESSON = Duration.ofSeconds(2);

  private final LoadDriver driver;
  private final Function<Lane, InetSocketAddress> addresses;
  private final Consumer<String> progress;
  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<String, Long> degraded = new TreeMap<>();
  private final Map<String, Integer> next = new HashMap<>();

  Rounds(
      LoadDriver driver, Function<Lane, InetSocketAddress> addresses, Consumer<String> progress) {
    this.driver = driver;
    this.addresses = addresses;
    this.progress = progress;
  }

  /** The medians of {@code rounds} rounds of four runs of {@code each} per row. */
  Map<String, ScenarioResult> run(
      List<Scenario> scenarios, int rounds, Duration warmup, Duration each)
      throws InterruptedException {
    for (Scenario scenario : scenarios) {
      progress.accept("warming up " + scenario.key());
      var _ = run(scenario, MANY, new Pace.ClosedLoop(), Duration.ZERO, warmup);
    }
    Map<String, List<Percentiles>> ones = new LinkedHashMap<>();
    Map<String, List<Percentiles>> manys = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Scenario scenario : scenarios) {
        progress.accept("round " + round + " of " + rounds + ": " + scenario.key());
        ones.computeIfAbsent(scenario.key(), _ -> new ArrayList<>())
            .add(figures(scenario, 1, each));
        manys
            .computeIfAbsent(scenario.key(), _ -> new ArrayList<>())
            .add(figures(scenario, MANY, each));
      }
    }
    Map<String, ScenarioResult> results = new LinkedHashMap<>();
    ones.forEach(
        (key, one) ->
            results.put(
                key,
                new ScenarioResult(
                    Percentiles.medianOf(one),
                    Percentiles.medianOf(manys.getOrDefault(key, List.of())),
                    one)));
    return results;
  }

  /**
   * Sends all requests of {@code scenario} once or more, so that the sidecar learns from them;
   * nothing is counted.
   *
   * @param most a slow machine leaves some out
   */
  void teach(Scenario scenario, Duration most) throws InterruptedException {
    progress.accept("teaching " + scenario.key());
    List<PreparedRequest> left = scenario.requests();
    long end = System.nanoTime() + most.toNanos();
    while (!left.isEmpty() && System.nanoTime() < end) {
      LoadResult result =
          driver.run(
              new Load(
                  addresses.apply(scenario.lane()),
                  MANY,
                  new Pace.ClosedLoop(),
                  Duration.ZERO,
                  LESSON,
                  left));
      boolean all = result.sent() >= left.size();
      left = all ? List.of() : left.subList(result.next(), left.size());
    }
  }

  /** A crowd of {@code connections} at once; only its errors matter. */
  void crowd(Scenario scenario, int connections, Duration duration) throws InterruptedException {
    progress.accept(connections + " clients at once: " + scenario.key());
    var _ = run(scenario, connections, new Pace.ClosedLoop(), Duration.ZERO, duration);
  }

  /** What clients saw go wrong, by row and kind. */
  Map<String, Long> errors() {
    return Map.copyOf(errors);
  }

  /** What was answered, but not by a full decision, by row and kind. */
  Map<String, Long> degraded() {
    return Map.copyOf(degraded);
  }

  private Map<String, Long> faults(String kind) {
    return kind.equals(Checks.DEGRADED) || kind.equals(Checks.UNDECIDED) ? degraded : errors;
  }

  private Percentiles figures(Scenario scenario, int connections, Duration each)
      throws InterruptedException {
    Duration settle = each.dividedBy(4);
    LoadResult paced =
        run(scenario, connections, new Pace.ConstantRate(scenario.perSecond()), settle, each);
    LoadResult closed = run(scenario, connections, new Pace.ClosedLoop(), settle, each);
    return new Percentiles(paced.micros(50), paced.micros(99), closed.rps());
  }

  /** One run, which begins with the request at which the row's last one ended. */
  private LoadResult run(
      Scenario scenario, int connections, Pace pace, Duration warmup, Duration duration)
      throws InterruptedException {
    List<PreparedRequest> requests = new ArrayList<>(scenario.requests());
    int first = next.getOrDefault(scenario.key(), 0);
    Collections.rotate(requests, -first);
    LoadResult result =
        driver.run(
            new Load(
                addresses.apply(scenario.lane()), connections, pace, warmup, duration, requests));
    next.put(scenario.key(), (first + result.next()) % requests.size());
    result
        .errors()
        .forEach((kind, n) -> faults(kind).merge(scenario.key() + " " + kind, n, Long::sum));
    return result;
  }
}
