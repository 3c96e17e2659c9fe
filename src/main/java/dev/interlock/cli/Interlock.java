package dev.interlock.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The root command. */
@Command(
    name = "interlock",
    description = "Semantic routing for Envoy.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      ValidateCommand.class,
      EnvoyCommand.class,
      ExplainCommand.class,
      EvalCommand.class,
      TrainCommand.class,
      SimulateCommand.class,
      DemoCommand.class,
    })
public final class Interlock implements Runnable {
  private Interlock() {}

  /**
   * Runs the command line and returns the exit status: 0 done, 1 failed, 2 wrong usage or
   * configuration.
   */
  public static int run(String... args) {
    IExecutionExceptionHandler oneLine =
        (failure, commandLine, _) -> {
          PrintWriter err = commandLine.getErr();
          if (failure instanceof Failure) {
            err.println("interlock: " + failure.getMessage());
          } else {
            failure.printStackTrace(err);
          }
          err.flush();
          return failure instanceof Failure known ? known.status() : 1;
        };
    return new CommandLine(new Interlock())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(oneLine)
        .execute(args);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
