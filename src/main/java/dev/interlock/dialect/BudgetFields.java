package dev.interlock.dialect;

import dev.interlock.inference.Api;
import dev.interlock.inference.ThinkingBudget;

/**
 * A budget as the fields of a body: each a comma, a key and a value, without white space, so that
 * they can follow any other field, and can be told from what a client wrote.
 */
final class BudgetFields {
  private static final String ENABLED = "enabled";

  private BudgetFields() {}

  /** How much to think, where requests to {@code api} can say it to that family. */
  static String thinking(Api api, ThinkingBudget budget) {
    if (!budget.family().speaks(api)) {
      return "";
    }
    return switch (budget.family()) {
      case OPENAI ->
          api == Api.RESPONSES
              ? reasoning(budget)
              : field("reasoning_effort", text(budget.effort()));
      case OPENROUTER -> reasoning(budget);
      case ANTHROPIC, DEEPSEEK -> field("thinking", type(budget));
      case QWEN ->
          field("enable_thinking", isOn(budget))
              + (budget.thinkingTokens().isPresent()
                  ? field("thinking_budget", String.valueOf(budget.thinkingTokens().getAsInt()))
                  : "");
      case CHAT_TEMPLATE ->
          field("chat_template_kwargs", "{\"enable_thinking\":" + isOn(budget) + "}");
    };
  }

  /** The cap on the answer's tokens, if the budget has one. */
  static String cap(Api api, ThinkingBudget budget) {
    if (budget.maxTokens().isEmpty() || !budget.family().speaks(api)) {
      return "";
    }
    String key =
        switch (api) {
          case RESPONSES -> "max_output_tokens";
          case CHAT ->
              switch (budget.family()) {
                case OPENAI -> "max_completion_tokens";
                case ANTHROPIC, QWEN, CHAT_TEMPLATE, DEEPSEEK, OPENROUTER -> "max_tokens";
              };
          case COMPLETIONS, EMBEDDINGS, MESSAGES -> "max_tokens";
        };
    return field(key, String.valueOf(budget.maxTokens().getAsInt()));
  }

  private static String reasoning(ThinkingBudget budget) {
    return field("reasoning", "{\"effort\":" + text(budget.effort()) + "}");
  }

  private static String type(ThinkingBudget budget) {
    String type = "{\"type\":" + text(budget.isOff() ? "disabled" : ENABLED);
    return budget.thinkingTokens().isPresent()
        ? type + ",\"budget_tokens\":" + budget.thinkingTokens().getAsInt() + "}"
        : type + "}";
  }

  private static String isOn(ThinkingBudget budget) {
    return String.valueOf(!budget.isOff());
  }

  /** Efforts are letters, digits, {@code _} and {@code -}: nothing to escape. */
  private static String text(String word) {
    return "\"" + word + "\"";
  }

  private static String field(String key, String value) {
    return ",\"" + key + "\":" + value;
  }
}
