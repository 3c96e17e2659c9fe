package dev.interlock.collect;

import dev.interlock.catalog.Action;
import dev.interlock.collect.CollectSummary.End;
import dev.interlock.collect.grade.Grade;
import dev.interlock.collect.grade.Task;
import dev.interlock.concurrent.Cancellation;
import dev.interlock.outcome.CollectedRow;
import dev.interlock.outcome.Outcome;
import dev.interlock.outcome.OutcomeRow;
import dev.interlock.outcome.OutcomeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks every question of every model and writes what came of it, a line for each prompt. Several
 * prompts are under way at once; the models of one are asked in turn, so that a line is written
 * when its last model is through. One run.
 */
final class CollectRun {
  /** Prompts in a row that nobody can grade, after which no more is paid for. */
  private static final int MOST_UNGRADED = 5;

  private final CollectPlan plan;
  private final EnvoyClient client;
  private final Budget budget;
  private final Grading grading;
  private final OutcomeWriter out;
  private final Cancellation stop;
  private final Tally tally;
  private final SetAside setAside;
  private final List<Question> pending;
  private final List<String> asked;
  private final AtomicInteger ungradedInRow = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger();

  /** What is known of one prompt so far; one thread's. */
  private record Found(
      SequencedMap<String, Outcome> outcomes,
      SequencedMap<String, String> missing,
      List<String> ungraded) {
    Found() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    boolean scored() {
      return outcomes.values().stream().anyMatch(outcome -> outcome.score().isPresent());
    }
  }

  CollectRun(
      CollectPlan plan,
      EnvoyClient client,
      Budget budget,
      Grading grading,
      OutcomeWriter out,
      Cancellation stop) {
    this.plan = plan;
    this.client = client;
    this.budget = budget;
    this.grading = grading;
    this.out = out;
    this.stop = stop;
    this.setAside = new SetAside(plan.patience().giveUpAfter());
    this.pending =
        plan.questions().stream()
            .filter(
                question ->
                    plan.actions(question).stream()
                        .anyMatch(action -> !out.isSettled(question.id(), action.name())))
            .toList();
    this.asked =
        pending.stream()
            .flatMap(question -> plan.actions(question).stream())
            .map(Action::name)
            .distinct()
            .toList();
    this.tally = new Tally(asked);
  }

  /**
   * Runs to the end, or until told to stop or interrupted; what is whole is written then, too.
   *
   * @throws CollectException if no call can succeed
   * @throws IOException if the file cannot be written
   */
  CollectSummary run() throws IOException {
    var workers = new ArrayList<CompletableFuture<Void>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < plan.concurrency(); i++) {
        workers.add(CompletableFuture.runAsync(this::work, threads));
      }
      await(CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)), threads);
    }
    for (CompletableFuture<Void> worker : workers) {
      join(worker);
    }
    return summary();
  }

  /** Where it stands. */
  Progress progress() {
    return new Progress(
        tally.prompts(),
        pending.size(),
        budget.spent(),
        client.retries(),
        tally.missing(),
        tally.ungraded());
  }

  private void await(CompletableFuture<Void> all, ExecutorService threads) {
    try {
      all.get();
    } catch (InterruptedException _) {
      stop.cancel();
      List<Runnable> _ = threads.shutdownNow();
    } catch (ExecutionException _) {
      // Said by join; the other workers have stopped, too.
    }
  }

  private static void join(CompletableFuture<Void> worker) throws IOException {
    try {
      Void _ = worker.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case UncheckedIOException io -> throw io.getCause();
        case RuntimeException failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private void work() {
    try {
      for (int i = next.getAndIncrement(); i < pending.size(); i = next.getAndIncrement()) {
        if (stop.cancelled() || budget.exhausted() || nobodyAnswers()) {
          return;
        }
        ask(pending.get(i));
      }
    } catch (RuntimeException failure) {
      stop.cancel();
      throw failure;
    }
  }

  private boolean nobodyAnswers() {
    return asked.stream().allMatch(setAside::contains);
  }

  /** One prompt: what is whole is written, even if the last of it is not. */
  private void ask(Question question) {
    var found = new Found();
    boolean whole = true;
    try {
      for (Action action : plan.actions(question)) {
        if (!out.isSettled(question.id(), action.name())) {
          whole = whole && !stop.cancelled() && ask(question, action, found);
        }
      }
    } catch (InterruptedException _) {
      whole = false;
      stop.cancel();
    } finally {
      write(question, found);
    }
    if (whole) {
      tally.prompt();
      countUngraded(found);
    }
  }

  /** A grader that fails again and again fails for the next prompt, too. */
  private void countUngraded(Found found) {
    if (found.scored()) {
      ungradedInRow.set(0);
    } else if (!found.ungraded().isEmpty() && ungradedInRow.incrementAndGet() >= MOST_UNGRADED) {
      throw new CollectException(
          "no answer to %d prompts in a row could be graded: %s (expected: a grader that works)"
              .formatted(MOST_UNGRADED, found.ungraded().getLast()));
    }
  }

  /**
   * Asks one model at one effort.
   *
   * @return whether it could be paid for, its grade included
   */
  private boolean ask(Question question, Action action, Found found) throws InterruptedException {
    String id = action.name();
    Optional<Call> call = Call.of(question.asked(), action, plan.maxTokens());
    if (call.isEmpty() || setAside.contains(id)) {
      missing(id, call.isEmpty() ? Cause.NOT_CAPABLE : Cause.UNAVAILABLE, found);
      return true;
    }
    switch (client.ask(call.get())) {
      case Reply.Unaffordable _ -> {
        return false;
      }
      case Reply.Missing(Cause cause, double _) -> {
        if (cause.settled()) {
          setAside.heard(id);
        } else {
          setAside.silent(id);
        }
        missing(id, cause, found);
      }
      case Reply.Answered answer -> {
        setAside.heard(id);
        tally.answered(id, answer);
        Outcome outcome = outcome(question, id, answer, found);
        found.outcomes().put(id, outcome);
        return outcome.score().isPresent() || !budget.exhausted();
      }
    }
    return true;
  }

  private void missing(String model, Cause cause, Found found) {
    tally.missing(model, cause);
    found.missing().put(model, cause.code());
  }

  private Outcome outcome(Question question, String model, Reply.Answered answer, Found found)
      throws InterruptedException {
    var task =
        new Task(question.conversation(), answer.text(), question.task(), question.reference());
    return new Outcome(
        switch (grading.grader(question).grade(task)) {
          case Grade.Scored(double score) -> {
            tally.scored(model, score);
            yield OptionalDouble.of(score);
          }
          case Grade.Ungraded(String why) -> {
            tally.ungraded(model, why);
            found.ungraded().add(why);
            yield OptionalDouble.empty();
          }
        },
        OptionalDouble.of(answer.answerUsd()),
        OptionalDouble.of((double) answer.usage().outputTokens()));
  }

  private void write(Question question, Found found) {
    if (found.outcomes().isEmpty() && found.missing().isEmpty()) {
      return;
    }
    try {
      out.write(
          new CollectedRow(
              question.id(),
              new OutcomeRow(question.prompt(), question.task(), found.outcomes()),
              found.missing()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CollectSummary summary() {
    End end =
        tally.prompts() == pending.size()
            ? End.DONE
            : budget.exhausted()
                ? End.OUT_OF_BUDGET
                : nobodyAnswers() ? End.NOBODY_ANSWERS : End.STOPPED;
    return new CollectSummary(
        tally.prompts(),
        pending.size(),
        tally.lines(),
        budget.spent(),
        client.retries(),
        setAside.models(),
        end);
  }
}
