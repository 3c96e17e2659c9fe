package dev.interlock.inference;

/**
 * Tokens one answer took, in OpenTelemetry GenAI's words.
 *
 * @param inputTokens tokens of the request, cached ones included
 * @param outputTokens tokens of the answer, reasoning included
 * @param cachedTokens input tokens the provider read from its prompt cache
 * @param reasoningTokens output tokens spent on hidden reasoning
 * @param estimated true when the upstream reported nothing and the numbers are ours
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cachedTokens,
    long reasoningTokens,
    boolean estimated) {}
