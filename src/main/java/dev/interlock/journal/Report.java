package dev.interlock.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a journal says. The same journal gives the same report.
 *
 * @param lines all, then by route, then by who answered and who was chosen, then by tenant
 * @param unreadable lines of the journal that are none, such as one a crash cut off
 */
public record Report(List<ReportLine> lines, long unreadable) {
  private static final ObjectReader ENTRY = JsonMapper.shared().readerFor(JournalEntry.class);
  private static final long SEED = 4;

  /** Reads the journal at {@code path} with the older files behind it. */
  public static Report of(Path path, Predicate<JournalEntry> wanted) throws IOException {
    return of(path, wanted, Map.of());
  }

  /**
   * As {@link #of(Path, Predicate)}.
   *
   * @param passed by decision, whether its answer was good enough, as far as that is known besides
   *     the feedback that is in the journal
   */
  public static Report of(Path path, Predicate<JournalEntry> wanted, Map<String, Boolean> passed)
      throws IOException {
    Map<String, Boolean> known = FeedbackLines.passed(path);
    known.putAll(passed);
    var building = new Building(known);
    for (Path file : new JournalFiles(path).oldestFirst()) {
      // Damaged bytes spoil their line, not the report.
      try (var reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        reader.lines().forEach(line -> building.read(line, wanted));
      }
    }
    return building.report();
  }

  private static final class Building {
    private final PoissonWeights weights =
        new PoissonWeights(RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED));
    private final Map<Key, ReportSums> sums = new TreeMap<>();
    private final Map<String, Boolean> passed;
    private long unreadable;

    Building(Map<String, Boolean> passed) {
      this.passed = passed;
    }

    private record Key(int order, String group, String name) implements Comparable<Key> {
      @Override
      public int compareTo(Key other) {
        int byOrder = Integer.compare(order, other.order);
        return byOrder != 0 ? byOrder : name.compareTo(other.name);
      }
    }

    void read(String line, Predicate<JournalEntry> wanted) {
      if (FeedbackEntry.isOne(line) || ChangeEntry.isOne(line)) {
        return;
      }
      try {
        JournalEntry entry = ENTRY.readValue(line);
        if (entry == null || !entry.isWhole()) {
          unreadable++;
        } else if (wanted.test(entry)) {
          add(entry);
        }
      } catch (JacksonException _) {
        unreadable++;
      }
    }

    private void add(JournalEntry entry) {
      double[] times = weights.next();
      String route = entry.route().isEmpty() ? entry.asked() : entry.route();
      add(new Key(0, "all", entry.mode()), entry, times);
      add(new Key(1, "route", entry.mode() + " " + named(route)), entry, times);
      String chosen = entry.isCached() ? "(cache)" : named(entry.action());
      String went = named(entry.served()) + " -> " + chosen;
      add(new Key(2, "model", entry.mode() + " " + went), entry, times);
      entry
          .tenant()
          .ifPresent(
              tenant -> add(new Key(3, "tenant", entry.mode() + " " + tenant), entry, times));
    }

    private void add(Key key, JournalEntry entry, double[] times) {
      sums.computeIfAbsent(key, _ -> new ReportSums())
          .add(entry, Optional.ofNullable(passed.get(entry.id())), times);
    }

    private static String named(String name) {
      return name.isEmpty() ? "(none)" : name;
    }

    Report report() {
      List<ReportLine> lines =
          sums.entrySet().stream()
              .map(entry -> entry.getValue().line(entry.getKey().group(), entry.getKey().name()))
              .toList();
      return new Report(lines, unreadable);
    }
  }
}
