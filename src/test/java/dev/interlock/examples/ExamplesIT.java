package dev.interlock.examples;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples do what their READMEs say. */
class ExamplesIT {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("interlock.basedir", "")).resolve("examples").toAbsolutePath();

  @TempDir private Path logs;

  @Test
  void intent() throws Exception {
    new Walkthrough(EXAMPLES.resolve("intent")).follow(logs);
  }

  @Test
  void personal_data_stays_on_prem() throws Exception {
    new Walkthrough(EXAMPLES.resolve("pii-on-prem")).follow(logs);
  }

  @Test
  void failover() throws Exception {
    new Walkthrough(EXAMPLES.resolve("failover")).follow(logs);
  }

  @Test
  void cache() throws Exception {
    new Walkthrough(EXAMPLES.resolve("cache")).follow(logs);
  }

  /** Its figures, too: they are the same wherever it runs. */
  @Test
  void documents() throws Exception {
    new Walkthrough(EXAMPLES.resolve("documents")).follow(logs);
  }
}
