package dev.interlock.cli;

import dev.interlock.bootstrap.Configuration;
import dev.interlock.bootstrap.LocalStack;
import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import dev.interlock.collect.Cause;
import dev.interlock.collect.CollectPlan;
import dev.interlock.collect.CollectSummary;
import dev.interlock.collect.Collector;
import dev.interlock.collect.PromptException;
import dev.interlock.collect.Question;
import dev.interlock.outcome.OutcomeWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock collect}: from prompts to an outcome file. */
@Command(
    name = "collect",
    description = {
      "Ask prompts of every model through a running Envoy, grade the answers, and write an outcome"
          + " file.",
      "A line is {\"prompt\": \"...\", \"expected\": \"...\"}, with \"messages\" or a whole"
          + " \"request\" in place of \"prompt\",",
      "and \"task\", \"schema\" and \"grade\" where they are known. Ctrl-C keeps what is whole."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every prompt was asked",
      "1:it ended before: spending limit, nobody answers, stopped",
      "2:wrong usage, prompts or configuration"
    },
    mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
  private static final Set<String> SETTLED =
      Arrays.stream(Cause.values())
          .filter(Cause::settled)
          .map(Cause::code)
          .collect(Collectors.toUnmodifiableSet());

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Parameters(arity = "0..*", paramLabel = "PROMPTS", description = "Files of prompts (JSONL).")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--samples",
      paramLabel = "FOLDER",
      description = "Prompts of live traffic, from the folder that `samples.folder` names.")
  private Optional<Path> samples = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "outcomes.jsonl",
      description = "The outcome file to write, for its owner alone (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("outcomes.jsonl");

  @Option(
      names = "--resume",
      description = "Go on with that file: what it has an outcome for is not asked again.")
  private boolean resume;

  @Option(names = "--limit", paramLabel = "N", description = "Read the first N prompts alone.")
  private Optional<Integer> limit = Optional.empty();

  @Mixin private AskOptions ask = new AskOptions();

  @Mixin private GradeOptions grade = new GradeOptions();

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    PrintWriter err = spec.commandLine().getErr();
    Configuration loaded = configuration.load().configuration();
    List<Question> questions = questions(err);
    List<Model> models = ask.models(loaded.catalog());
    var plan =
        new CollectPlan(
            questions, models, ask.names(), ask.concurrency(), ask.maxTokens(), ask.patience());
    var means =
        new Collector.Means(
            ask.url().orElseGet(() -> LocalStack.uri(loaded.envoy().listener())),
            ask.headers(),
            loaded.catalog(),
            loaded.catalog().model(loaded.envoy().failsafe().model()),
            grade.graders(),
            grade.judge(loaded.catalog()),
            grade.usual(),
            ask.maxUsd());
    check(means, questions);
    warn(plan, err);
    try (var interruption = new Interruption();
        OutcomeWriter writer = open();
        var collector = new Collector(plan, means, writer, interruption.cancellation())) {
      CollectSummary summary = new CollectProgress(collector, err).run();
      spec.commandLine().getOut().print(CollectText.of(summary));
      spec.commandLine().getOut().flush();
      said(summary, err);
      return summary.end() == CollectSummary.End.DONE ? 0 : 1;
    }
  }

  private List<Question> questions(PrintWriter err) throws IOException {
    try {
      return new PromptSource(files, samples, limit).read(err);
    } catch (PromptException e) {
      throw new Failure(2, String.valueOf(e.getMessage()));
    }
  }

  /** Each effort is an answer more to pay for. */
  private static void warn(CollectPlan plan, PrintWriter err) {
    String efforts =
        plan.models().stream()
            .flatMap(model -> Action.efforts(model).stream())
            .filter(plan::asks)
            .map(Action::name)
            .collect(Collectors.joining(", "));
    if (!efforts.isEmpty()) {
      err.println("interlock: asked at each of its efforts: " + efforts);
      err.flush();
    }
  }

  private static void check(Collector.Means means, List<Question> questions) {
    try {
      means.check(questions);
    } catch (PromptException e) {
      throw new Failure(2, String.valueOf(e.getMessage()));
    }
  }

  private OutcomeWriter open() throws IOException {
    try {
      return resume ? OutcomeWriter.resume(out, SETTLED::contains) : OutcomeWriter.create(out);
    } catch (FileAlreadyExistsException _) {
      throw new Failure(2, "--out: " + out + ": exists (expected: --resume, or another file)");
    }
  }

  private void said(CollectSummary summary, PrintWriter err) {
    if (!summary.setAside().isEmpty()) {
      err.println(
          "interlock: asked no more after several questions without an answer: "
              + String.join(", ", summary.setAside()));
    }
    String end =
        switch (summary.end()) {
          case DONE -> "";
          case OUT_OF_BUDGET -> "--max-usd: the next answer might have cost more than is left";
          case NOBODY_ANSWERS -> "no model answers";
          case STOPPED -> "stopped";
        };
    if (!end.isEmpty()) {
      err.println("interlock: " + end + "; " + out + " holds what is whole, --resume goes on");
    }
    err.flush();
  }
}
