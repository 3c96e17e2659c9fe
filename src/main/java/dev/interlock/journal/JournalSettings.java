package dev.interlock.journal;

import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where decisions are kept.
 *
 * @param path the file being written; empty: nothing is kept
 * @param fileBytes size at which the next file is begun
 * @param files how many files there are at most, the current one included
 */
public record JournalSettings(Optional<Path> path, long fileBytes, int files) {
  private static final long MIB = 1 << 20;

  /** Reads the mapping {@code journal}. */
  public static JournalSettings read(ObjectReader in) {
    return new JournalSettings(
        in.optional(
                "path",
                text("/.+", "a path from /", "/var/lib/interlock/journal.jsonl"),
                "A file that gets one JSON line per request, without a word of it: what `interlock"
                    + " report` reads. Nothing is kept if left out.")
            .map(Path::of),
        in.optional(
            "file_size",
            size(MIB, 1 << 30),
            64 * MIB,
            "At this size the file becomes `….1`, and a new one is begun."),
        in.optional("files", integer(1, 100), 8, "How many files are kept, this one included."));
  }
}
