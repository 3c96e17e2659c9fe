package dev.interlock.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code interlock cache}: the answers that a running sidecar keeps. */
@Command(
    name = "cache",
    description = "Look at the answers that a running sidecar keeps, or delete some.",
    mixinStandardHelpOptions = true,
    subcommands = {CacheListCommand.class, CacheDeleteCommand.class})
final class CacheCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    CommandLine.usage(spec.commandLine(), System.out);
  }
}
