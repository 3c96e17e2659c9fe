package dev.interlock.embedding;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.relativePath;

import dev.interlock.config.ObjectReader;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which encoder turns text into vectors.
 *
 * @param path its folder; empty: the one that comes with the program
 * @param forward whether its transformer may run
 */
public record EncoderSettings(Optional<Path> path, Forward forward) {
  /** Whether the transformer runs. */
  public enum Forward {
    /** When a head has a thin margin, and if this machine can. */
    AUTO,
    /** Never: static vectors and n-grams decide alone. */
    OFF
  }

  /** Reads the mapping {@code encoder}. */
  public static EncoderSettings read(ObjectReader in) {
    return new EncoderSettings(
        in.optional(
            "path",
            relativePath(),
            "Folder of another encoder than the one that is built in, relative to this file."),
        in.optional(
            "forward",
            choice(Forward.class),
            Forward.AUTO,
            "Whether the transformer may run when the cheap part is unsure."));
  }
}
