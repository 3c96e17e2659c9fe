package dev.interlock.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference of all commands as a Markdown page, made from the commands themselves. */
final class CommandPage {
  private static final String INTRODUCTION =
      """
      # Command line reference

      Every command, argument and option; `interlock COMMAND --help` prints the same. This page is made from the commands themselves.
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private CommandPage() {}

  /** The page of {@code root} and everything below it. */
  static String of(CommandSpec root) {
    var page = new CommandPage();
    page.command(root);
    return page.page.toString();
  }

  private void command(CommandSpec command) {
    page.append("\n## `").append(command.qualifiedName()).append("`\n\n");
    page.append(String.join("\n", command.usageMessage().description())).append("\n");
    arguments("argument", command.positionalParameters());
    arguments("option", options(command));
    exitStatus(command);
    lines(command.usageMessage().footerHeading(), command.usageMessage().footer());
    command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(this::command);
  }

  /** Every command has {@code --help}, and says so itself. */
  private static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
        .toList();
  }

  private void arguments(String what, Collection<? extends ArgSpec> arguments) {
    if (!arguments.isEmpty()) {
      page.append("\n| ").append(what).append(" | meaning |\n| --- | --- |\n");
      arguments.forEach(
          each ->
              page.append("| ")
                  .append(name(each))
                  .append(" | ")
                  .append(cell(String.join(" ", each.description())))
                  .append(" |\n"));
    }
  }

  private static String name(ArgSpec argument) {
    boolean valued = argument.arity().max() > 0;
    String value = valued ? argument.paramLabel() : "";
    return argument instanceof OptionSpec option
        ? Arrays.stream(option.names())
            .map(name -> "`" + name + (valued ? " " + value : "") + "`")
            .collect(Collectors.joining(", "))
        : "`" + value + "`" + (argument.required() ? "" : ", may be left out");
  }

  private void exitStatus(CommandSpec command) {
    if (!command.usageMessage().exitCodeList().isEmpty()) {
      page.append("\n| exit status | meaning |\n| --- | --- |\n");
      command
          .usageMessage()
          .exitCodeList()
          .forEach(
              (status, meaning) ->
                  page.append("| ").append(status).append(" | ").append(meaning).append(" |\n"));
    }
  }

  private void lines(String heading, String... lines) {
    if (lines.length > 0) {
      page.append("\n").append(heading.replace("%n", "")).append("\n\n```\n");
      page.append(String.join("\n", lines)).append("\n```\n");
    }
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
