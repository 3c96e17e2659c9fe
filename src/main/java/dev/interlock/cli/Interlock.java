package dev.interlock.cli;

import dev.interlock.collect.CollectException;
import dev.interlock.demo.scenario.ScenarioException;
import dev.interlock.embedding.EncoderException;
import dev.interlock.head.HeadException;
import dev.interlock.outcome.OutcomeException;
import dev.interlock.predictor.BundleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
    name = "interlock",
    description = "Semantic routing for Envoy.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"},
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  JAVA_HOME            a JDK 25; without it one is looked for",
      "  INTERLOCK_HEAP       heap flags in place of the usual ones",
      "  INTERLOCK_JAVA_OPTS  more flags for Java",
      "  ENVOY_BIN            the Envoy that run, demo and example start"
    },
    subcommands = {
      InitCommand.class,
      RunCommand.class,
      ServeCommand.class,
      ValidateCommand.class,
      EnvoyCommand.class,
      DrainCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      TestCommand.class,
      ReportCommand.class,
      CacheCommand.class,
      CollectCommand.class,
      TrainCommand.class,
      EvalCommand.class,
      SimulateCommand.class,
      DemoCommand.class,
      ExampleCommand.class,
    })
public final class Interlock implements Runnable {
  private Interlock() {}

  /**
   * Runs the command line and returns the exit status: 0 done, 1 failed, 2 wrong usage or
   * configuration.
   */
  public static int run(String... args) {
    return commands()
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, line, _) -> report(failure, line.getErr()))
        .execute(args);
  }

  /** Every command there is, as picocli describes it. */
  static CommandLine commands() {
    return new CommandLine(new Interlock());
  }

  /** One line for what a person can mend; a stack trace only for a bug. */
  private static int report(Exception failure, PrintWriter err) {
    switch (failure) {
      case Failure known -> err.println("interlock: " + known.getMessage());
      case NoSuchFileException missing ->
          err.println("interlock: " + missing.getFile() + ": no such file");
      case AccessDeniedException denied ->
          err.println("interlock: " + denied.getFile() + ": not readable for this user");
      case IOException _,
          EncoderException _,
          HeadException _,
          OutcomeException _,
          CollectException _,
          ScenarioException _,
          BundleException _ ->
          err.println("interlock: " + failure.getMessage());
      default -> failure.printStackTrace(err);
    }
    err.flush();
    return failure instanceof Failure known ? known.status() : 1;
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
