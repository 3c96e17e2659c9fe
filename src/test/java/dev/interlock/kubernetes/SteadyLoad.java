package dev.interlock.kubernetes;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Requests at a constant rate, whatever the answers do, counted by what was going on when they were
 * sent: every second one is streamed, every fourth takes seconds to answer. Thread-safe.
 */
final class SteadyLoad implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final String QUICK = "Hi there!";
  private static final String SLOW = "List every termination clause in the contract below.";

  private final Client client;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Tally> phases = Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile Tally now;
  private int sent;

  private SteadyLoad(Client client, String phase) {
    this.client = client;
    now = tally(phase);
  }

  static SteadyLoad start(Client client, String phase) {
    var load = new SteadyLoad(client, phase);
    var _ =
        load.clock.scheduleAtFixedRate(load::send, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    return load;
  }

  /** From now on requests count for {@code phase}. */
  void phase(String phase) {
    now = tally(phase);
  }

  /** Sends no more, and waits for the last answer. */
  Map<String, Tally> stop() {
    clock.close();
    requests.close();
    return Map.copyOf(phases);
  }

  /** One line for each phase. */
  @Override
  public String toString() {
    return phases.entrySet().stream()
        .map(each -> "%-24s %s".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    requests.shutdownNow();
  }

  /** What became of the requests of {@code phase}. */
  Tally tally(String phase) {
    return phases.computeIfAbsent(phase, _ -> new Tally());
  }

  private void send() {
    int number = sent++;
    Tally tally = now;
    requests.execute(() -> ask(number, tally));
  }

  private void ask(int number, Tally tally) {
    long start = System.nanoTime();
    try {
      tally.count(client.ask(number % 4 == 3 ? SLOW : QUICK, number % 2 == 1));
    } catch (IOException e) {
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      tally.failed("%s, %d ms after it was sent".formatted(e, millis));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
