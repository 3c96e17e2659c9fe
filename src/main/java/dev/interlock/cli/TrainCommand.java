package dev.interlock.cli;

import dev.interlock.eval.TrainHeads;
import picocli.CommandLine.Command;

/** {@code interlock train}: makes what is shipped from public data. */
@Command(
    name = "train",
    description = "Train what Interlock ships.",
    mixinStandardHelpOptions = true,
    subcommands = TrainHeads.class)
final class TrainCommand {}
