package dev.interlock.routing;

/**
 * Why a request went where it went: the value of {@code x-interlock-reason} and of a decision's
 * {@code reason}. The list is documented and stable: codes are added, never renamed.
 */
public enum ReasonCode {
  NAMED("named", "The client named a physical model and policy allows it."),
  CHEAPEST_SUFFICIENT(
      "cheapest_sufficient",
      "Least expected cost among the models that reach the objective's quality floor."),
  HIGHEST_CHANCE(
      "highest_chance",
      "No model reaches the quality floor: the one most likely to answer sufficiently."),
  EXPLORED(
      "explored",
      "Another model than the best is tried, to learn how it does: at most 2 % of the requests, and"
          + " never where anything forbids it."),
  CONVERSATION_HELD(
      "conversation_held",
      "The conversation stays with the model that answered so far: another would gain less than a"
          + " change must."),
  TOOL_CALL_OPEN(
      "tool_call_open",
      "The tool call that is being answered goes back to the model that made it."),
  DEFAULT(
      "default",
      "Quality signals were missing: the virtual model's default, which satisfies every hard"
          + " constraint."),
  DEFAULT_RESTING(
      "default_resting",
      "Quality signals were missing and the virtual model's default rests: the first other"
          + " candidate in the order of the file that does not."),
  CACHE_EXACT(
      "cache_exact",
      "The very same question was answered before: that answer, with no model asked."),
  CACHE_SEMANTIC(
      "cache_semantic",
      "A question that means the same was answered before: that answer, with no model asked."),
  NOT_CACHED(
      "not_cached",
      "The client wanted a kept answer or none (`only-if-cached`), and there is none."),
  POLICY_REFUSED("policy_refused", "A rule refuses the request, or the model it names."),
  POLICY_UNKNOWN(
      "policy_unknown",
      "A rule that restricts or refuses needs a signal that could not be computed, and no model is"
          + " left: it fails closed."),
  NO_MODEL_ALLOWED("no_model_allowed", "The rules together allow no model of the virtual model."),
  NO_MODEL_CAPABLE(
      "no_model_capable",
      "No allowed model serves the endpoint, has the capabilities or holds the context."),
  DEFAULT_UNUSABLE(
      "default_unusable",
      "Quality signals were missing and the virtual model's default violates a hard constraint."),
  UNKNOWN_MODEL("unknown_model", "The client named a model nobody knows."),
  INTERNAL_ERROR("internal_error", "A bug in the decision: it fails closed."),
  FAILSAFE("failsafe", "Interlock did not decide: Envoy alone took the fail-safe route."),
  MODELS_LISTED("models_listed", "The request asked which models there are.");

  private final String code;
  private final String meaning;

  ReasonCode(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The documented code. */
  public String code() {
    return code;
  }

  /** One sentence for the reference. */
  public String meaning() {
    return meaning;
  }
}
