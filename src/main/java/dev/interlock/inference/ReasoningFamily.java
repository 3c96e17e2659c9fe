package dev.interlock.inference;

/** The fields by which a model's server is told how much to think, as its provider documents. */
public enum ReasoningFamily {
  /** {@code reasoning_effort}, or {@code reasoning.effort} of responses; Gemini's too. */
  OPENAI("openai"),
  /** {@code thinking} with {@code budget_tokens}. */
  ANTHROPIC("anthropic"),
  /** {@code enable_thinking} and {@code thinking_budget}, as Alibaba's Model Studio has it. */
  QWEN("qwen"),
  /** {@code chat_template_kwargs.enable_thinking}: Qwen3 and its like on vLLM and SGLang. */
  CHAT_TEMPLATE("chat-template"),
  /** {@code thinking} without a budget. */
  DEEPSEEK("deepseek"),
  /** {@code reasoning.effort}, whoever the provider behind it. */
  OPENROUTER("openrouter");

  /** The effort that turns thinking off, where there is a switch for it. */
  public static final String OFF = "off";

  private final String id;

  ReasoningFamily(String id) {
    this.id = id;
  }

  /** The name used in configuration. */
  public String id() {
    return id;
  }

  /** Whether requests to {@code api} have these fields. */
  public boolean speaks(Api api) {
    return switch (this) {
      case OPENAI, OPENROUTER -> api == Api.CHAT || api == Api.RESPONSES;
      case ANTHROPIC -> api == Api.MESSAGES;
      case QWEN, CHAT_TEMPLATE -> api == Api.CHAT;
      case DEEPSEEK -> api == Api.CHAT || api == Api.MESSAGES;
    };
  }
}
