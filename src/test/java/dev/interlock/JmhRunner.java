package dev.interlock;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * {@code make jmh}: every {@code *Benchmark}, or those whose names match the arguments, with short
 * settings and allocation figures; JMH's own options work too. Writes {@code
 * target/reports/jmh.json}.
 */
final class JmhRunner {
  private static final Path REPORT = Path.of("target/reports/jmh.json");

  private JmhRunner() {}

  public static void main(String[] arguments) throws Exception {
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    var defaults =
        new OptionsBuilder()
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(3)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .jvmArgs(
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .resultFormat(ResultFormatType.JSON)
            .result(REPORT.toString());
    new Runner(defaults.parent(new CommandLineOptions(arguments)).build()).run();
    System.out.println("written to " + REPORT);
  }
}
