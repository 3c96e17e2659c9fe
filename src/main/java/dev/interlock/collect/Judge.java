package dev.interlock.collect;

import dev.interlock.catalog.Model;
import dev.interlock.collect.grade.Grade;
import dev.interlock.collect.grade.Grader;
import dev.interlock.collect.grade.JudgePrompt;
import dev.interlock.collect.grade.Task;
import dev.interlock.inference.Api;
import dev.interlock.inference.Role;
import dev.interlock.inference.Turn;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model of the catalogue grades, asked through Envoy like any other and under the same rules.
 * What it says is read strictly: anything but a grade leaves the answer ungraded. Thread-safe.
 */
final class Judge implements Grader {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCHEMA = "json_schema";

  private final EnvoyClient client;
  private final Model model;
  private final int maxTokens;

  /**
   * A judge.
   *
   * @param maxTokens the longest reply, hidden reasoning included
   */
  Judge(EnvoyClient client, Model model, int maxTokens) {
    this.client = client;
    this.model = model;
    this.maxTokens = maxTokens;
  }

  @Override
  public Grade grade(Task task) throws InterruptedException {
    Optional<Call> call = Call.of(asked(task), model, maxTokens);
    if (call.isEmpty()) {
      return new Grade.Ungraded("judge: " + Cause.NOT_CAPABLE.code());
    }
    return switch (client.ask(call.get())) {
      case Reply.Unaffordable _ -> new Grade.Ungraded("judge: out of budget");
      case Reply.Missing(Cause cause, double _) -> new Grade.Ungraded("judge: " + cause.code());
      case Reply.Answered answer ->
          JudgePrompt.score(answer.text())
              .<Grade>map(Grade.Scored::new)
              .orElseGet(() -> new Grade.Ungraded("judge: no grade"));
    };
  }

  /** With the schema of a grade, where the server can hold the model to it. */
  private Asked asked(Task task) {
    String prompt = JudgePrompt.of(task);
    if (!model.apis().contains(Api.CHAT) || !model.capabilities().contains(SCHEMA)) {
      return new Asked.Words(
          List.of(new Turn(Role.SYSTEM, JudgePrompt.RULES, 0), new Turn(Role.USER, prompt, 0)));
    }
    ObjectNode body = JSON.createObjectNode();
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", JudgePrompt.RULES);
    messages.addObject().put("role", "user").put("content", prompt);
    ObjectNode format = body.putObject("response_format").put("type", SCHEMA);
    ObjectNode schema =
        format
            .putObject(SCHEMA)
            .put("name", "grade")
            .put("strict", true)
            .putObject("schema")
            .put("type", "object")
            .put("additionalProperties", false);
    schema.putArray("required").add("score");
    schema
        .putObject("properties")
        .putObject("score")
        .put("type", "integer")
        .put("minimum", 0)
        .put("maximum", JudgePrompt.BEST);
    return new Asked.Body(Api.CHAT, body);
  }
}
