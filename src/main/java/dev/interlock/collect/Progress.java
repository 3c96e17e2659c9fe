package dev.interlock.collect;

/**
 * Where a run stands.
 *
 * @param prompts through
 * @param planned to do in all
 * @param usd spent
 * @param retries tries beyond the first
 * @param missing answers that did not come
 * @param ungraded answers that nobody could grade
 */
public record Progress(
    int prompts, int planned, double usd, long retries, int missing, int ungraded) {}
