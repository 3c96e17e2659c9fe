package dev.interlock.sample;

import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.percentage;
import static dev.interlock.config.Types.size;
import static dev.interlock.config.Types.text;

import dev.interlock.config.ObjectReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which prompts are kept.
 *
 * @param folder where they go; empty: none is kept
 * @param share of the requests that may be kept, in [0, 1]
 * @param perMinute how many are kept of one tenant
 * @param tenants whose; empty: everybody's
 * @param despite rules that restrict which models may answer, and whose requests are kept all the
 *     same
 * @param fileBytes size at which the next file is begun
 * @param files how many files there are at most, the current one included
 */
public record SampleSettings(
    Optional<Path> folder,
    double share,
    int perMinute,
    List<String> tenants,
    List<String> despite,
    long fileBytes,
    int files) {
  private static final long KIB = 1 << 10;

  public SampleSettings {
    tenants = List.copyOf(tenants);
    despite = List.copyOf(despite);
  }

  /** Reads the mapping {@code samples}. */
  public static SampleSettings read(ObjectReader in) {
    return new SampleSettings(
        in.optional(
                "folder",
                text("/.+", "a path from /", "/var/lib/interlock/samples"),
                "A folder that gets files of prompts, for their owner alone: what `interlock"
                    + " collect --samples` reads. Personal data is replaced by its kind; a prompt"
                    + " with a secret, or one that a rule restricts, is not kept. Nothing is kept"
                    + " if left out.")
            .map(Path::of),
        in.optional("share", percentage(), 0.01, "Share of the requests that may be kept."),
        in.optional(
            "per_minute", integer(1, 10_000), 10, "How many are kept of one tenant at most."),
        in.optional("tenants", list(text()), List.of(), "Whose requests; everybody's if left out."),
        in.optional(
            "despite",
            list(text()),
            List.of(),
            "Rules that restrict which models may answer, and whose requests are kept all the"
                + " same."),
        in.optional(
            "file_size", size(64 * KIB, 1 << 30), 8L << 20, "At this size a new file is begun."),
        in.optional("files", integer(1, 100), 8, "How many files are kept, this one included."));
  }
}
