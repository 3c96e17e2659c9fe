package dev.interlock.eval.cache;

import dev.interlock.embedding.TextEncoder;
import dev.interlock.embedding.djl.EncoderLoader;
import dev.interlock.equivalence.PairHead;
import dev.interlock.eval.CachedEncoder;
import dev.interlock.eval.EncoderOption;
import dev.interlock.eval.Installed;
import dev.interlock.eval.VectorsOption;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that measure the cache are told: by what to measure, and where to write. */
final class CacheOptions {
  @Mixin private EncoderOption encoder = new EncoderOption();

  @Option(names = "--head", description = "Pair head. Default: the shipped one.")
  private @Nullable Path headFile;

  @Mixin private VectorsOption vectors = new VectorsOption();

  @Option(
      names = "--report",
      description = "Report file; what others wrote there stays. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-cache.json")
  private Path report = Path.of("target/reports/eval-cache.json");

  @Option(
      names = "--page",
      description = "The report as a page with plots. Default: ${DEFAULT-VALUE}.",
      defaultValue = "target/reports/eval-cache.html")
  private Path page = Path.of("target/reports/eval-cache.html");

  /** What is done with an encoder and the pair head of its vectors. */
  @FunctionalInterface
  interface Measuring {
    void with(TextEncoder encoder, PairHead head) throws IOException;
  }

  void measure(Measuring measuring) throws IOException {
    try (var local = EncoderLoader.open(encoder.directory(), 1);
        var cached = new CachedEncoder(local, vectors.directory())) {
      measuring.with(
          cached,
          PairHead.load(
              Installed.or(headFile, "heads/pairs.bin"), local.space(), local.staticSpace()));
    }
  }

  CacheReport report() {
    return new CacheReport(report, page);
  }
}
