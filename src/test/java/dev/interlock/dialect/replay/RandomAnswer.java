package dev.interlock.dialect.replay;

import dev.interlock.inference.Api;
import java.util.SplittableRandom;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of whole answers, made from a seed. */
final class RandomAnswer {
  private static final String[] WORDS = {
    "the",
    "answer",
    "naïve",
    "你好世界",
    "😀",
    "👩‍👩‍👧",
    "\"quoted\"",
    "\\u0041",
    "\n\n",
    "\t",
    "\r\n",
    "data: [DONE]",
    "\u2028",
    "</script>",
    "\u0001",
    "e\u0301",
    "𝔘𝔫𝔦",
    "{\"a\":1}",
    "12.50",
    ".",
    ""
  };

  private final SplittableRandom random;

  RandomAnswer(SplittableRandom random) {
    this.random = random;
  }

  ObjectNode of(Api api) {
    return switch (api) {
      case CHAT -> choices("chat.completion", true);
      case COMPLETIONS -> choices("text_completion", false);
      case MESSAGES -> message();
      case RESPONSES -> response();
      case EMBEDDINGS -> throw new IllegalArgumentException(api.id());
    };
  }

  /** Text of any length that says something. */
  String text() {
    var text = new StringBuilder("x");
    int words = random.nextInt(random.nextInt(4) > 0 ? 6 : 60);
    for (int i = 0; i < words; i++) {
      text.append(random.nextInt(4) == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private ObjectNode choices(String object, boolean chat) {
    ObjectNode body = node().put("id", "id-" + random.nextInt()).put("object", object);
    body.put("created", random.nextLong(1, 1L << 40)).put("model", "modèle/" + random.nextInt());
    var choices = body.putArray("choices");
    int count = random.nextInt(3) == 0 ? random.nextInt(2, 5) : 1;
    for (int i = 0; i < count; i++) {
      ObjectNode choice = choices.addObject().put("index", i);
      boolean calls = false;
      if (chat) {
        calls = random.nextInt(3) == 0;
        choice.set("message", chatMessage(calls));
      } else {
        choice.put("text", text());
      }
      maybe(() -> choice.putNull("logprobs"));
      choice.put("finish_reason", calls ? "tool_calls" : "stop");
      maybe(() -> choice.putNull("stop_reason"));
      maybe(() -> choice.put("matched_stop", random.nextInt(1, 1000)));
    }
    maybe(() -> body.put("system_fingerprint", "fp_" + random.nextInt()));
    maybe(() -> body.putNull("service_tier"));
    maybe(() -> body.putObject("timings").put("ms", 1.250).putArray("list").add(1).add("é"));
    usage(body, "prompt_tokens", "completion_tokens");
    return body;
  }

  private ObjectNode chatMessage(boolean calls) {
    ObjectNode message = node().put("role", "assistant");
    if (!calls) {
      message.put("content", text());
    } else {
      maybe(() -> message.putNull("content"));
      maybe(() -> message.put("content", text()));
      if (random.nextInt(4) == 0) {
        message.putObject("function_call").put("name", "f").put("arguments", text());
      } else {
        toolCalls(message);
      }
    }
    maybe(() -> message.putNull("refusal"));
    maybe(() -> message.put("reasoning_content", text()));
    maybe(() -> message.put("reasoning", text()));
    maybe(() -> message.putArray("annotations"));
    maybe(() -> message.putNull("audio"));
    return message;
  }

  private void toolCalls(ObjectNode message) {
    var calls = message.putArray("tool_calls");
    int count = random.nextInt(1, 4);
    for (int i = 0; i < count; i++) {
      ObjectNode call = calls.addObject().put("id", "call_" + i).put("type", "function");
      call.putObject("function")
          .put("name", "f" + i)
          .put("arguments", random.nextInt(5) == 0 ? "" : text());
    }
  }

  private ObjectNode message() {
    ObjectNode body = node().put("id", "msg").put("type", "message").put("role", "assistant");
    body.put("model", "modèle/" + random.nextInt());
    var content = body.putArray("content");
    maybe(
        () -> {
          ObjectNode block = content.addObject().put("type", "thinking").put("thinking", text());
          maybe(() -> block.put("signature", "c2ln" + random.nextInt()));
        });
    maybe(() -> content.addObject().put("type", "redacted_thinking").put("data", text()));
    ObjectNode said = content.addObject().put("type", "text").put("text", text());
    maybe(() -> said.putNull("citations"));
    int calls = random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      ObjectNode call = content.addObject().put("type", "tool_use").put("id", "toolu_" + i);
      ObjectNode input = call.put("name", "f").putObject("input");
      maybe(() -> input.put("a", text()).put("b", 1.50).putObject("c").putArray("d").add(-7));
      maybe(() -> call.putObject("caller").put("type", "direct"));
    }
    body.put("stop_reason", calls > 0 ? "tool_use" : "end_turn");
    maybe(() -> body.putNull("stop_sequence"));
    maybe(() -> body.putNull("container"));
    usage(body, "input_tokens", "output_tokens");
    return body;
  }

  private ObjectNode response() {
    ObjectNode body = node().put("id", "resp_" + random.nextInt()).put("object", "response");
    body.put("created_at", random.nextLong(1, 1L << 40)).put("status", "completed");
    body.put("model", "modèle/" + random.nextInt()).putNull("error");
    maybe(() -> body.put("completed_at", 1.5));
    maybe(() -> body.put("store", false).putNull("previous_response_id"));
    maybe(() -> body.put("background", false).putNull("conversation"));
    maybe(() -> body.putArray("tools").addObject().put("type", "function").put("name", "f"));
    var output = body.putArray("output");
    maybe(
        () -> {
          ObjectNode item = item(output.addObject(), "reasoning");
          var summary = item.putArray("summary");
          maybe(() -> summary.addObject().put("type", "summary_text").put("text", text()));
        });
    int calls = random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      item(output.addObject(), "function_call")
          .put("call_id", "call_" + i)
          .put("name", "f")
          .put("arguments", text());
    }
    ObjectNode said = item(output.addObject(), "message").put("role", "assistant");
    var content = said.putArray("content");
    int parts = random.nextInt(1, 3);
    for (int i = 0; i < parts; i++) {
      ObjectNode part = content.addObject().put("type", "output_text").put("text", text());
      maybe(() -> part.putArray("annotations"));
      maybe(() -> part.putArray("logprobs"));
    }
    usage(body, "input_tokens", "output_tokens");
    return body;
  }

  private ObjectNode item(ObjectNode item, String type) {
    item.put("id", type + random.nextInt()).put("type", type);
    maybe(() -> item.put("status", "completed"));
    return item;
  }

  private void usage(ObjectNode body, String input, String output) {
    switch (random.nextInt(5)) {
      case 0 -> {}
      case 1 -> body.putNull("usage");
      default -> {
        ObjectNode usage = body.putObject("usage");
        usage.put(input, random.nextInt(1000)).put(output, random.nextInt(1000));
        maybe(() -> usage.putObject("details").put("cached_tokens", 3));
      }
    }
  }

  private void maybe(Runnable what) {
    if (random.nextBoolean()) {
      what.run();
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
