package dev.interlock.bootstrap;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.distinct;
import static dev.interlock.config.Types.integer;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.object;

import dev.interlock.cache.CacheSettings;
import dev.interlock.cache.JudgeSettings;
import dev.interlock.caller.CallerSettings;
import dev.interlock.caller.CallersSection;
import dev.interlock.catalog.CatalogSection;
import dev.interlock.catalog.Model;
import dev.interlock.catalog.ModelCatalog;
import dev.interlock.config.ObjectReader;
import dev.interlock.config.Type;
import dev.interlock.conversation.ConversationSettings;
import dev.interlock.embedding.EncoderSettings;
import dev.interlock.envoy.EnvoySection;
import dev.interlock.envoy.EnvoySettings;
import dev.interlock.journal.JournalSettings;
import dev.interlock.memory.FeedbackSettings;
import dev.interlock.policy.PolicyEngine;
import dev.interlock.predictor.InstalledBundle;
import dev.interlock.rollout.Rollout;
import dev.interlock.sample.SampleSettings;
import dev.interlock.server.DrainSettings;
import dev.interlock.server.ServerSettings;
import dev.interlock.signal.SignalSpec;
import dev.interlock.signal.intent.IntentSpec;
import dev.interlock.telemetry.TelemetrySettings;
import java.util.List;
import java.util.Optional;

/**
 * Everything {@code interlock.yaml} says, checked. Immutable.
 *
 * @param catalog models and virtual models
 * @param intents what the operator wants to tell apart
 * @param policy the rules, compiled
 * @param server where the sidecar listens and how much it takes on
 * @param envoy what the rendered Envoy does
 * @param encoder which encoder turns text into vectors
 * @param telemetry where spans go
 * @param journal where decisions are kept
 * @param samples which prompts are kept
 * @param mode what becomes of requests
 * @param rollout which requests follow their decision, if the mode is that
 * @param drain how the sidecar ends
 * @param conversation how conversations keep their model
 * @param feedback what becomes of feedback
 * @param cache how much the response cache may hold
 * @param predictor what is expected of models, if a router bundle is named
 */
public record Configuration(
    ModelCatalog catalog,
    List<IntentSpec> intents,
    PolicyEngine policy,
    ServerSettings server,
    EnvoySettings envoy,
    EncoderSettings encoder,
    TelemetrySettings telemetry,
    JournalSettings journal,
    SampleSettings samples,
    Mode mode,
    Rollout rollout,
    DrainSettings drain,
    ConversationSettings conversation,
    FeedbackSettings feedback,
    CacheSettings cache,
    Optional<InstalledBundle> predictor) {

  /**
   * The whole file. Its reader is the list of sections: each feature reads its own.
   *
   * @param signals every signal there is, which rules may read
   */
  public static Type<Configuration> type(List<SignalSpec> signals) {
    return type(signals, new Bundles(Optional.empty()));
  }

  /** As the other, with router bundles read by {@code bundles}. */
  static Type<Configuration> type(List<SignalSpec> signals, Bundles bundles) {
    return object(in -> read(in, signals, bundles));
  }

  /** How many tenants metrics tell apart. */
  int metricTenants() {
    return envoy
        .callers()
        .map(CallerSettings::metricTenants)
        .orElse(CallerSettings.DEFAULT_METRIC_TENANTS);
  }

  private static Configuration read(ObjectReader in, List<SignalSpec> signals, Bundles bundles) {
    int _ = in.required("version", integer(1, 1), "The version of this format.");
    var catalog = CatalogSection.read(in);
    var intents =
        in.optional(
            "intents",
            distinct("name", IntentSpec::name, list(object(IntentSpec::read))),
            List.of(),
            "What your traffic is about, each with a handful of examples.");
    var policy =
        PolicySection.read(in, catalog, signals, intents.stream().map(IntentSpec::name).toList());
    var callers = CallersSection.read(in);
    PolicySection.checkCallers(in, policy, catalog, callers);
    var server = ServerSettings.read(in);
    Mode mode =
        in.optional(
            "mode",
            choice(Mode.class),
            Mode.ENFORCE,
            "`observe` decides and changes nothing: every request goes to the model it names."
                + " `rollout` decides, and of the requests a share follows. `passthrough` decides"
                + " nothing: every request takes Envoy's fail-safe route.");
    var envoy =
        EnvoySection.read(
            in, server.listen(), server.deadline(), mode.steering(), catalog, callers);
    ListenAddresses.check(in, server, envoy);
    PolicySection.checkFailsafe(in, policy, envoy.failsafe(), catalog);
    var rollout = RolloutSection.read(in, mode, policy, catalog);
    var encoder =
        in.section(
            "encoder", object(EncoderSettings::read), "The encoder that turns text into vectors.");
    var predictor = PredictorSection.read(in, catalog, bundles);
    PolicySection.checkCertificates(in, policy, predictor);
    var conversation =
        in.section(
            "conversation",
            object(ConversationSettings::read),
            "How a conversation keeps its model.");
    var feedback =
        in.section(
            "feedback",
            object(FeedbackSettings::read),
            "What becomes of feedback: what is learnt from it, and how long it may take to come.");
    var cache =
        in.section(
            "cache",
            object(CacheSettings::read),
            "How much the response cache may hold; what it may keep, policies say.");
    cache.judge().ifPresent(judge -> requireModel(in, judge, catalog));
    var drain =
        in.section(
            "drain", object(DrainSettings::read), "How the sidecar ends when it is told to.");
    var telemetry = in.section("telemetry", object(TelemetrySettings::read), "Where spans go.");
    var journal =
        in.section(
            "journal",
            object(JournalSettings::read),
            "A record of every request on disk, for `interlock report`.");
    var samples = SamplesSection.read(in, policy);
    in.notYet("budgets", "Spend limits per tenant.");
    return new Configuration(
        catalog,
        intents,
        policy,
        server,
        envoy,
        encoder,
        telemetry,
        journal,
        samples,
        mode,
        rollout,
        drain,
        conversation,
        feedback,
        cache,
        predictor);
  }

  private static void requireModel(ObjectReader in, JudgeSettings judge, ModelCatalog catalog) {
    if (in.ok("models") && in.ok("cache") && catalog.model(judge.model()).isEmpty()) {
      in.rejectUnknown(
          "cache",
          "model of cache.judge",
          judge.model(),
          catalog.models().stream().map(Model::id).toList());
    }
  }
}
