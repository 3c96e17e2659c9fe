package dev.interlock.eval;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --encoder}, the same for every command that measures. */
public final class EncoderOption {
  @Option(
      names = "--encoder",
      description = "Encoder directory. Default: encoder/ of the installation.")
  private @Nullable Path encoderDirectory;

  /** Where the encoder is. */
  public Path directory() {
    return Installed.or(encoderDirectory, "encoder");
  }
}
