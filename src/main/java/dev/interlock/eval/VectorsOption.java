package dev.interlock.eval;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --cache}: vectors that were worked out once are kept there. */
public final class VectorsOption {
  @Option(
      names = "--cache",
      description = "Directory for vectors. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/eval")
  private Path cache = Path.of("target/eval");

  /** Where vectors are kept. */
  public Path directory() {
    return cache;
  }
}
