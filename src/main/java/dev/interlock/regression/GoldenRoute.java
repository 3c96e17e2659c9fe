package dev.interlock.regression;

import static dev.interlock.config.Types.choice;
import static dev.interlock.config.Types.flag;
import static dev.interlock.config.Types.list;
import static dev.interlock.config.Types.map;
import static dev.interlock.config.Types.object;
import static dev.interlock.config.Types.text;

import dev.interlock.config.Location;
import dev.interlock.config.ObjectReader;
import dev.interlock.inference.Api;
import dev.interlock.inference.Caller;
import dev.interlock.routing.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request and where it must go.
 *
 * @param name of the case
 * @param location where it stands
 * @param api the endpoint it arrives at
 * @param body the request; never printed
 * @param headers by lower-case name
 * @param caller who sends it
 * @param expected what must hold
 */
record GoldenRoute(
    String name,
    Location location,
    Api api,
    String body,
    Map<String, String> headers,
    Caller caller,
    Expected expected) {
  /**
   * What must hold; what is left out may be anything.
   *
   * @param models one of these answers; empty: any
   * @param never none of these answers
   * @param rule does something
   * @param refused whether the request is turned away
   * @param reason the decision's code
   * @param intent the signal of that name
   */
  record Expected(
      List<String> models,
      List<String> never,
      Optional<String> rule,
      Optional<Boolean> refused,
      Optional<String> reason,
      Optional<String> intent) {
    boolean saysNothing() {
      return models.isEmpty()
          && never.isEmpty()
          && rule.isEmpty()
          && refused.isEmpty()
          && reason.isEmpty()
          && intent.isEmpty();
    }
  }

  static GoldenRoute read(ObjectReader in) {
    String name = in.required("name", text(), "Names the case in reports.");
    Optional<String> prompt = in.optional("prompt", text(), "A prompt.");
    Optional<ObjectNode> request = in.optional("request", new JsonType(), "Or a whole body.");
    in.exactlyOne("prompt", "request");
    String model = in.optional("model", text(), "auto", "What a bare prompt asks for.");
    Api api = in.optional("api", choice(List.of(Api.values()), Api::id), Api.CHAT, "The endpoint.");
    Map<String, String> headers =
        in.optional("headers", map(text()), "What arrives with it.")
            .orElseGet(() -> map(text()).placeholder());
    Caller caller =
        in.optional("caller", object(GoldenRoute::caller), "Who sends it; nobody, if left out.")
            .orElse(Caller.anonymous());
    Expected expected = in.required("expect", object(GoldenRoute::expected), "What must hold.");
    if (in.ok("expect") && expected.saysNothing()) {
      in.reject("expect", "nothing", "model, one_of, never, rule, refused, reason or intent");
    }
    if (request.isPresent() && in.has("model")) {
      in.reject("model", "besides `request`", "the model inside the request");
    }
    String body =
        prompt
            .map(text -> new String(PromptLine.body(text, model), StandardCharsets.UTF_8))
            .or(() -> request.map(ObjectNode::toString))
            .orElse("");
    return new GoldenRoute(name, in.location(), api, body, lowerCase(headers), caller, expected);
  }

  private static Caller caller(ObjectReader in) {
    String tenant = in.required("tenant", text(), "Whom they work for.");
    return new Caller.Known(
        tenant,
        in.optional("user", text(), "Who they are.").orElse(""),
        in.optional("groups", list(text()), List.of(), "Their groups."),
        in.optional("purpose", text(), "What for.").orElse(""));
  }

  private static Expected expected(ObjectReader in) {
    Optional<String> model = in.optional("model", text(), "Who answers.");
    List<String> oneOf = in.optional("one_of", list(text()), List.of(), "Who may answer.");
    in.atMostOne("model", "one_of");
    return new Expected(
        model.map(List::of).orElse(oneOf),
        in.optional("never", list(text()), List.of(), "Who must not answer."),
        in.optional("rule", text(), "A rule that applies and does something."),
        in.optional("refused", flag(), "Whether it is turned away."),
        in.optional(
            "reason",
            choice(List.of(ReasonCode.values()).stream().map(ReasonCode::code).toList(), c -> c),
            "The decision's reason."),
        in.optional("intent", text(), "The intent that is recognised, or none."));
  }

  private static Map<String, String> lowerCase(Map<String, String> headers) {
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return Map.copyOf(lower);
  }
}
