package dev.interlock.reuse;

/**
 * What requests must have in common before their vectors are compared at all: the first 128 bits of
 * a digest over tenant, model family, system prompt, tools and all else that an answer depends on.
 *
 * @param high the first 64 bits
 * @param low the other 64 bits
 */
public record PartitionKey(long high, long low) {}
