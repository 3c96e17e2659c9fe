package dev.interlock.journal;

import dev.interlock.memory.Change;
import dev.interlock.memory.Judgement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The signs of answers' worth that a journal holds, and what an operator did to the memory. */
public final class FeedbackLines {
  private static final ObjectReader ENTRY = JsonMapper.shared().readerFor(FeedbackEntry.class);
  private static final ObjectReader CHANGE = JsonMapper.shared().readerFor(ChangeEntry.class);

  private FeedbackLines() {}

  /**
   * Tells {@code judged} and {@code changed} of all of them, oldest first.
   *
   * @param path of the journal, which need not exist
   * @param enough looked at before every line: whether to leave out the rest
   * @return whether all were told
   * @throws IOException if a file cannot be read
   */
  public static boolean read(
      Path path, BooleanSupplier enough, Consumer<Judgement> judged, Consumer<Change> changed)
      throws IOException {
    for (Path file : new JournalFiles(path).oldestFirst()) {
      try (BufferedReader reader = reader(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (enough.getAsBoolean()) {
            return false;
          }
          parse(line).map(FeedbackEntry::judgement).ifPresent(judged);
          change(line).ifPresent(changed);
        }
      }
    }
    return true;
  }

  /** Whether answers were good enough, by decision id, of those that somebody judged. */
  static Map<String, Boolean> passed(Path path) throws IOException {
    var passed = new HashMap<String, Boolean>();
    for (Path file : new JournalFiles(path).oldestFirst()) {
      try (BufferedReader reader = reader(file)) {
        reader
            .lines()
            .flatMap(line -> parse(line).stream())
            .filter(FeedbackEntry::isJudgement)
            .forEach(entry -> passed.put(entry.id(), entry.passed()));
      }
    }
    return passed;
  }

  private static BufferedReader reader(Path file) throws IOException {
    // Damaged bytes spoil their line alone.
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private static Optional<FeedbackEntry> parse(String line) {
    if (!FeedbackEntry.isOne(line)) {
      return Optional.empty();
    }
    try {
      FeedbackEntry entry = ENTRY.readValue(line);
      return Optional.of(entry).filter(FeedbackEntry::isWhole);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<Change> change(String line) {
    if (!ChangeEntry.isOne(line)) {
      return Optional.empty();
    }
    try {
      ChangeEntry entry = CHANGE.readValue(line);
      return Optional.ofNullable(entry).flatMap(ChangeEntry::known);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
