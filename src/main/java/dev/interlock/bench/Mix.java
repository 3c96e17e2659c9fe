package dev.interlock.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies of chosen prompt lengths, each different from all others. */
final class Mix {
  private static final int DISTINCT = 500;

  private final Prompts prompts;

  Mix(Prompts prompts) {
    this.prompts = prompts;
  }

  /** The shares of traffic: 60 % up to 32 tokens, 30 % up to 128, 10 % up to 2,000. */
  List<String> mixed() {
    List<String> all = new ArrayList<>();
    all.addAll(prompts.ofTokens(6, 32, DISTINCT * 6 / 10));
    all.addAll(prompts.ofTokens(33, 128, DISTINCT * 3 / 10));
    all.addAll(prompts.ofTokens(129, 2000, DISTINCT / 10));
    Collections.shuffle(all, new Random(1));
    return all;
  }

  /** Prompts from half of {@code tokens} to {@code tokens} long. */
  List<String> upTo(int tokens) {
    return prompts.ofTokens(tokens / 2, tokens, DISTINCT);
  }

  /** {@code count} prompts as long as {@code tokens} allows, but for the last word. */
  List<String> about(int tokens, int count) {
    return prompts.ofTokens(tokens, tokens, count);
  }

  /** A chat request for {@code model} that says {@code prompt}. */
  static String chat(String model, String prompt) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", prompt);
    return body.toString();
  }
}
