package dev.interlock.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Every metric, by its Prometheus-style name. Thread-safe; label values are configuration names and
 * documented codes only.
 */
public final class Metrics {
  private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("cause");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
  private static final AttributeKey<String> VIRTUAL_MODEL = AttributeKey.stringKey("virtual_model");
  private static final AttributeKey<String> MODE = AttributeKey.stringKey("mode");
  private static final String OBSERVE = "observe";
  private static final AttributeKey<String> EFFORT = AttributeKey.stringKey("effort");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("code");
  private static final AttributeKey<String> SOURCE = AttributeKey.stringKey("source");
  private static final AttributeKey<String> SIGNAL = AttributeKey.stringKey("signal");
  private static final AttributeKey<String> SIGN = AttributeKey.stringKey("sign");
  private static final AttributeKey<String> VERDICT = AttributeKey.stringKey("verdict");
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");
  private static final AttributeKey<String> DIRECTION = AttributeKey.stringKey("direction");
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
  private static final AttributeKey<String> STATUS = AttributeKey.stringKey("status");
  private static final AttributeKey<String> NOT_KEPT = AttributeKey.stringKey("not_kept");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
  private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("attempt");
  private static final AttributeKey<Boolean> ESTIMATED = AttributeKey.booleanKey("estimated");
  private static final AttributeKey<Boolean> COMPLETE = AttributeKey.booleanKey("complete");

  private static final Map<Stage, Attributes> STAGES = stages();

  private final LongCounter streams;
  private final LongCounter refusals;
  private final LongCounter decisions;
  private final LongCounter efforts;
  private final LongCounter chances;
  private final DoubleHistogram support;
  private final LongCounter abstentions;
  private final LongCounter conversations;
  private final LongCounter degradations;
  private final LongCounter findings;
  private final LongCounter forwardPasses;
  private final DoubleHistogram decisionSeconds;
  private final LongCounter attempts;
  private final DoubleHistogram stageSeconds;
  private final LongCounter exchanges;
  private final LongCounter tokens;
  private final DoubleCounter cost;
  private final DoubleCounter effortCost;
  private final DoubleCounter baselineCost;
  private final LongCounter feedback;
  private final LongCounter cacheLookups;
  private final LongCounter meanings;
  private final LongCounter waits;
  private final DoubleCounter cacheSavings;
  private final DoubleCounter cacheWouldSave;
  private final LongCounter storeOperations;
  private final LongCounter sinkFailures;
  private final LongCounter configurationChanges;
  private final Meter meter;

  public Metrics(Meter meter) {
    this.meter = meter;
    streams = counter("interlock_streams", "ext_proc streams ended, by cause");
    refusals = counter("interlock_refusals", "Requests turned away before a decision, by code");
    decisions = counter("interlock_decisions", "Decisions, by mode, model and reason");
    efforts =
        counter(
            "interlock_efforts",
            "Decisions for a model at an effort, Interlock's word or the client's, by mode");
    chances =
        counter(
            "interlock_chances",
            "Choices, by where the chosen model's chance of a sufficient answer comes from");
    support =
        meter
            .histogramBuilder("interlock_forecast_support")
            .setDescription("How like the texts that the router bundle learnt from requests are")
            .setExplicitBucketBoundariesAdvice(
                List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
            .build();
    abstentions =
        counter(
            "interlock_forecast_abstentions",
            "Requests of which the router bundle said nothing, by cause");
    conversations =
        counter(
            "interlock_conversation_choices",
            "Choices, by what the conversation so far did to them");
    degradations =
        counter("interlock_degradations", "Steps taken down the degradation ladder, by code");
    findings = counter("interlock_findings", "Requests in which a signal found something, by kind");
    forwardPasses = counter("interlock_forward_passes", "Transformer forward passes");
    decisionSeconds =
        seconds(
            "interlock_decision_seconds",
            "Time from the body's arrival to the decision, waiting included",
            List.of(
                0.0001, 0.00025, 0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128,
                0.256));
    attempts =
        counter(
            "interlock_attempts",
            "Models' turns at requests, by the turn's number and upstream status");
    stageSeconds =
        seconds(
            "interlock_stage_seconds",
            "What each stage adds to a decision's time",
            List.of(
                0.000002, 0.000005, 0.00001, 0.00002, 0.00005, 0.0001, 0.00025, 0.0005, 0.001,
                0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256));
    exchanges = counter("interlock_exchanges", "Answers, by model and upstream status");
    tokens = counter("interlock_tokens", "Tokens, by model and direction");
    cost = usd("interlock_cost_usd", "Cost at list price in USD, by model");
    effortCost =
        usd(
            "interlock_effort_cost_usd",
            "Cost at list price in USD of answers at an effort, Interlock's word or the client's");
    baselineCost =
        usd(
            "interlock_baseline_cost_usd",
            "What the same tokens would have cost at the biggest model that could and was"
                + " allowed to answer, in USD");
    feedback =
        counter(
            "interlock_feedback", "Signs of what answers were worth, by the model that answered");
    cacheLookups =
        counter(
            "interlock_cache_requests",
            "Requests where answers are kept, by what the cache did and why it keeps no answer");
    waits =
        counter(
            "interlock_cache_waits",
            "Requests that waited for the answer that another one was getting to the same question");
    meanings =
        counter(
            "interlock_cache_meanings",
            "Requests where questions that mean the same may share an answer, by why they did not");
    cacheSavings =
        usd("interlock_cache_saved_usd", "List price in USD of answers that were given again");
    cacheWouldSave =
        usd(
            "interlock_cache_would_save_usd",
            "List price in USD of answers that would have been given again, had requests followed"
                + " their decision");
    storeOperations =
        counter(
            "interlock_cache_store_operations",
            "What was asked of the store that replicas share, by what came of it");
    sinkFailures =
        counter(
            "interlock_sink_failures",
            "Decisions or answers that some metric, log or trace missed by a bug");
    // There from the start: nothing can be shown or watched that is not there.
    sinkFailures.add(0);
    forwardPasses.add(0);
    waits.add(0);
    configurationChanges =
        counter("interlock_config_changes", "Tries to change the configuration, by result");
  }

  private LongCounter counter(String name, String description) {
    return meter.counterBuilder(name).setDescription(description).build();
  }

  private DoubleCounter usd(String name, String description) {
    return meter.counterBuilder(name).ofDoubles().setDescription(description).build();
  }

  private DoubleHistogram seconds(String name, String description, List<Double> bounds) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(bounds)
        .build();
  }

  private static Map<Stage, Attributes> stages() {
    var attributes = new EnumMap<Stage, Attributes>(Stage.class);
    for (Stage stage : Stage.values()) {
      attributes.put(stage, Attributes.of(AttributeKey.stringKey("stage"), stage.label()));
    }
    return attributes;
  }

  /** Metrics that nobody sees. */
  public static Metrics none() {
    return new Metrics(OpenTelemetry.noop().getMeter(""));
  }

  /** A gauge whose value is read when metrics are collected. */
  public void gauge(String name, String description, LongSupplier value) {
    meter
        .gaugeBuilder(name)
        .ofLongs()
        .setDescription(description)
        .buildWithCallback(measurement -> measurement.record(value.getAsLong()));
  }

  /** A try to change the configuration came to {@code result}. */
  public void configurationChange(String result) {
    configurationChanges.add(1, Attributes.of(RESULT, result));
  }

  /** A gauge per model or the like, whose values are given when metrics are collected. */
  public void gaugePer(
      String label, String name, String description, Consumer<BiConsumer<String, Double>> values) {
    AttributeKey<String> key = AttributeKey.stringKey(label);
    meter
        .gaugeBuilder(name)
        .setDescription(description)
        .buildWithCallback(
            measurement ->
                values.accept((of, value) -> measurement.record(value, Attributes.of(key, of))));
  }

  /** A count that somebody else keeps, read when metrics are collected; it never falls. */
  public void count(String name, String description, LongSupplier value) {
    meter
        .counterBuilder(name)
        .setDescription(description)
        .buildWithCallback(measurement -> measurement.record(value.getAsLong()));
  }

  public void streamEnded(String cause) {
    streams.add(1, Attributes.of(CAUSE, cause));
  }

  /** A request was turned away undecided; {@code code} is one of the documented list. */
  public void refused(String code) {
    refusals.add(1, Attributes.of(CODE, code));
  }

  /**
   * A decision; {@code model} and {@code virtualModel} are empty where there is none.
   *
   * @param mode {@code enforce} or {@code observe}
   */
  public void decided(
      String mode,
      String virtualModel,
      String model,
      String reason,
      double seconds,
      boolean forwardPass) {
    decisions.add(
        1, Attributes.of(MODE, mode, VIRTUAL_MODEL, virtualModel, MODEL, model, REASON, reason));
    decisionSeconds.record(seconds);
    if (forwardPass) {
      forwardPasses.add(1);
    }
  }

  /**
   * A decision has {@code model} think as {@code effort} has it, which the client may have stated
   * itself; both are configured names.
   */
  public void thinks(String mode, String model, String effort) {
    efforts.add(1, Attributes.of(MODE, mode, MODEL, model, EFFORT, effort));
  }

  /** What the answer of a model cost that thought as {@code effort} has it, whoever said so. */
  public void spentThinking(String model, String effort, double usd) {
    effortCost.add(usd, Attributes.of(MODEL, model, EFFORT, effort));
  }

  /** A model was chosen whose chance is of {@code source}: {@code bundle} or {@code prior}. */
  public void chosenBy(String source) {
    chances.add(1, Attributes.of(SOURCE, source));
  }

  /** A router bundle made a forecast with {@code support}, in [0, 1]. */
  public void forecast(double support) {
    this.support.record(support);
  }

  /** A router bundle made none; {@code cause} is one of the documented list. */
  public void abstained(String cause) {
    abstentions.add(1, Attributes.of(CAUSE, cause));
  }

  /** The conversation so far did {@code code}, one of the documented list, to a choice. */
  public void continued(String code) {
    conversations.add(1, Attributes.of(CODE, code));
  }

  /** A decision spent {@code seconds} in {@code stage}. */
  public void took(Stage stage, double seconds) {
    stageSeconds.record(seconds, STAGES.get(stage));
  }

  public void degraded(String code) {
    degradations.add(1, Attributes.of(CODE, code));
  }

  /** A signal found something of {@code kind}; both are names of a documented list. */
  public void found(String signal, String kind) {
    findings.add(1, Attributes.of(SIGNAL, signal, KIND, kind));
  }

  /** A model had its turn, its {@code number}th; {@code status} is 0 when it gave no answer. */
  public void attempted(String model, int number, int status) {
    attempts.add(
        1, Attributes.of(MODEL, model, NUMBER, (long) number, STATUS, Integer.toString(status)));
  }

  /** An answer has ended; {@code status} is 0 when none came. */
  public void exchanged(String model, int status, boolean complete) {
    exchanges.add(
        1, Attributes.of(MODEL, model, STATUS, Integer.toString(status), COMPLETE, complete));
  }

  /** Tokens of an answer; {@code virtualModel} is empty where the client named the model. */
  public void used(String virtualModel, String model, long input, long output, boolean estimated) {
    tokens.add(input, tokenLabels(virtualModel, model, "input", estimated));
    tokens.add(output, tokenLabels(virtualModel, model, "output", estimated));
  }

  private static Attributes tokenLabels(
      String virtualModel, String model, String direction, boolean estimated) {
    return Attributes.of(
        VIRTUAL_MODEL, virtualModel, MODEL, model, DIRECTION, direction, ESTIMATED, estimated);
  }

  /**
   * What an answer cost.
   *
   * @param baseline what the biggest model would have cost, USD
   */
  public void spent(String virtualModel, String model, double usd, double baseline) {
    cost.add(usd, Attributes.of(VIRTUAL_MODEL, virtualModel, MODEL, model));
    baselineCost.add(baseline, Attributes.of(VIRTUAL_MODEL, virtualModel));
  }

  /**
   * A sign came of what an answer of {@code model} was worth, which is an action's name.
   *
   * @param sign a code of the documented list
   * @param verdict {@code good} or {@code bad}
   */
  public void judged(String sign, String model, String verdict) {
    feedback.add(1, Attributes.of(SIGN, sign, MODEL, model, VERDICT, verdict));
  }

  /**
   * A request for which questions that mean the same were looked for.
   *
   * @param mode {@code enforce} or {@code observe}
   * @param result {@code hit}, {@code none} (nothing lies near), or a code of why not
   */
  public void lookedForMeaning(String mode, String result) {
    meanings.add(1, Attributes.of(MODE, mode, RESULT, result));
  }

  /**
   * A request that the cache had to do with.
   *
   * @param mode {@code enforce} or {@code observe}
   * @param status {@code hit-exact}, {@code hit-stale}, {@code hit-semantic}, each after {@code
   *     would-} if it is observed, {@code miss} or {@code bypass}
   * @param notKept a code of the documented list; empty if its answer may be kept
   * @param savedUsd list price of the answer that was given again, or would have been
   */
  public void lookedUp(String mode, String status, String notKept, double savedUsd) {
    cacheLookups.add(1, Attributes.of(MODE, mode, STATUS, status, NOT_KEPT, notKept));
    (mode.equals(OBSERVE) ? cacheWouldSave : cacheSavings).add(savedUsd);
  }

  /** A request waits for the answer that another one is getting to the same question. */
  public void waited() {
    waits.add(1);
  }

  /** The store that replicas share was asked something; both are codes of a documented list. */
  public void stored(String operation, String result) {
    storeOperations.add(1, Attributes.of(OPERATION, operation, RESULT, result));
  }

  /** Something that is told of decisions and answers failed over one. */
  public void sinkFailed() {
    sinkFailures.add(1);
  }
}
