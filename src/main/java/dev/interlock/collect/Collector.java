package dev.interlock.collect;

import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.collect.grade.Grade;
import dev.interlock.collect.grade.Grader;
import dev.interlock.collect.grade.Method;
import dev.interlock.concurrent.Cancellation;
import dev.interlock.outcome.OutcomeWriter;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prompts in, outcome file out. One run; {@link #progress} may be asked from any thread. */
public final class Collector implements AutoCloseable {
  private final EnvoyClient client;
  private final CollectRun run;

  /**
   * What is needed beside the plan.
   *
   * @param envoy where clients connect
   * @param headers sent with every request, credentials among them
   * @param catalog whose prices count
   * @param failsafe who answers where Interlock does not decide
   * @param graders those that ask no model
   * @param judge the model that grades by {@link Method#JUDGE}, if any
   * @param usual how answers are graded whose prompt does not say
   * @param maxUsd what may be spent; infinite for no limit
   */
  public record Means(
      URI envoy,
      Map<String, String> headers,
      ModelCatalog catalog,
      Optional<Model> failsafe,
      Map<Method, Grader> graders,
      Optional<Model> judge,
      Optional<Method> usual,
      double maxUsd) {
    /**
     * Makes sure that every answer can be graded, before anything is paid for or written.
     *
     * @throws PromptException with the first prompt for which that is not so
     */
    public void check(List<Question> questions) {
      grading(judge.map(_ -> _ -> new Grade.Ungraded("judge: not asked"))).check(questions);
    }

    private Grading grading(Optional<Grader> judging) {
      var all = new EnumMap<Method, Grader>(Method.class);
      all.putAll(graders);
      judging.ifPresent(grader -> all.put(Method.JUDGE, grader));
      return new Grading(all, usual);
    }

    /** Not the headers: they hold credentials. */
    @Override
    public String toString() {
      return "Means[" + envoy + "]";
    }
  }

  /**
   * A collector that writes to {@code out}, which it does not close.
   *
   * @param stop ends it after what is under way
   */
  public Collector(CollectPlan plan, Means means, OutcomeWriter out, Cancellation stop) {
    var budget = new Budget(means.maxUsd());
    client =
        new EnvoyClient(
            means.envoy(),
            means.headers(),
            plan.patience(),
            new AnswerReader(means.catalog(), InstantSource.system()),
            budget,
            means.failsafe().stream().toList());
    Grading grading =
        means.grading(means.judge().map(model -> new Judge(client, model, plan.maxTokens())));
    run = new CollectRun(plan, client, budget, grading, out, stop);
  }

  /**
   * Runs to the end, or until stopped or interrupted; what is whole is written then, too.
   *
   * @throws CollectException if no call can succeed
   * @throws IOException if the file cannot be written
   */
  public CollectSummary run() throws IOException {
    return run.run();
  }

  /** Where it stands. */
  public Progress progress() {
    return run.progress();
  }

  @Override
  public void close() {
    client.close();
  }
}
