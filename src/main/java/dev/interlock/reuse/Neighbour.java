package dev.interlock.reuse;

/**
 * An entry that lies near.
 *
 * @param entryId the entry
 * @param cosine in [-1, 1], exact to about 0.002: vectors are kept in eight bits
 */
public record Neighbour(long entryId, double cosine) {}
