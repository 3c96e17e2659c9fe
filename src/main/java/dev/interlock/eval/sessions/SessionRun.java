package dev.interlock.eval.sessions;

import dev.interlock.catalog.Consequence;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.catalog.VirtualModel;
import dev.interlock.concurrent.Deadline;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.conversation.Conversations;
import dev.interlock.embedding.Encoding;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.eval.sessions.RandomConversation.Step;
import dev.interlock.failover.Breakers;
import dev.interlock.inference.Api;
import dev.interlock.inference.BodyText;
import dev.interlock.inference.InferenceRequest;
import dev.interlock.inference.Modality;
import dev.interlock.inference.RequestHead;
import dev.interlock.inference.ResponseFormat;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.routing.RequestRouter;
import dev.interlock.routing.RouterEnvironment;
import dev.interlock.routing.RouterSetup;
import dev.interlock.routing.RoutingOutcome;
import dev.interlock.selection.Workload;
import dev.interlock.signal.SignalEvaluator;
import dev.interlock.signal.SignalRunner;
import dev.interlock.signal.SignalSet;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.SignalType;
import dev.interlock.signal.SignalValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Sends conversations through the router that serves, its difficulty signal replaced by what the
 * conversation says, and counts what became of them. One thread.
 */
final class SessionRun {
  private static final RequestHead HEAD = new RequestHead("POST", Api.CHAT.path(), Map.of());
  private static final double NANOS = 1e9;

  private final Told told = new Told();
  private final RequestRouter router;
  private final SessionTally tally = new SessionTally();
  private double nowSeconds;
  private long decisions;

  /**
   * @param models the candidates
   * @param settings how conversations keep their model
   */
  SessionRun(List<Model> models, ConversationSettings settings, TextEncoder encoder) {
    var runner = new SignalRunner(List.of(told));
    var catalog =
        new ModelCatalog(
            models,
            List.of(new VirtualModel("auto", models, models.getFirst(), Consequence.UNDECLARED)));
    var conversations = new Conversations(this::nanos);
    conversations.use(settings);
    router =
        new RequestRouter(
            new RouterSetup(
                1,
                catalog,
                PolicyEngine.withoutRules(models),
                runner,
                encoder,
                Map.of(),
                Optional.empty(),
                settings),
            new RouterEnvironment(
                () -> "decision " + decisions++,
                () -> Instant.EPOCH,
                this::nanos,
                new Breakers(this::nanos),
                conversations));
  }

  private long nanos() {
    return (long) (nowSeconds * NANOS);
  }

  /** Sends the requests of one conversation. */
  void send(List<Step> steps) {
    var caches = new PromptCaches();
    Optional<Model> before = Optional.empty();
    for (Step step : steps) {
      nowSeconds += step.pauseSeconds();
      told.step = step;
      InferenceRequest request = request(step);
      switch (router.enforce(request, HEAD, Deadline.NEVER)) {
        case RoutingOutcome.Forward forward -> {
          Model model = forward.model();
          Candidate chosen = forward.decision().getPlan(0);
          tally.add(
              before.filter(last -> !last.equals(model)).isPresent(),
              request.toolCallOpen(),
              caches.usd(model, step.tokens(), step.outputTokens(), nowSeconds),
              chosen.getPSufficient());
          before = Optional.of(model);
        }
        case RoutingOutcome.Replay _ ->
            throw new IllegalStateException("replayed: nothing is kept");
        case RoutingOutcome.Reject reject ->
            throw new IllegalStateException("refused: " + reject.error().message());
      }
    }
    tally.conversation();
  }

  SessionTally tally() {
    return tally;
  }

  private static InferenceRequest request(Step step) {
    return new InferenceRequest(
        Api.CHAT,
        "auto",
        false,
        step.turns(),
        0,
        false,
        ResponseFormat.FREE,
        Set.of(Modality.TEXT),
        OptionalInt.empty(),
        1,
        BodyText.EMPTY);
  }

  /** Says of a request what its conversation says. */
  private static final class Told implements SignalEvaluator {
    private Step step = new Step(List.of(), 0, 0, 0, 0);

    @Override
    public List<SignalSpec> signals() {
      return List.of(
          new SignalSpec(Workload.DIFFICULTY, SignalType.DOUBLE, "As the conversation says."),
          new SignalSpec(Workload.TOKENS, SignalType.INT, "As the conversation says."));
    }

    @Override
    public void evaluate(InferenceRequest request, Encoding encoding, SignalSet.Builder out) {
      out.put(Workload.DIFFICULTY, new SignalValue.Score(step.difficulty()));
      out.put(Workload.TOKENS, new SignalValue.Count(step.tokens()));
    }
  }
}
