package dev.interlock.routing;

import dev.interlock.cache.Entry;
import dev.interlock.catalog.Model;
import dev.interlock.policy.Verdict;
import dev.interlock.semantic.Look;
import java.util.Optional;

/**
 * An entry that may answer. Immutable.
 *
 * @param model who gave it, as the catalogue has it now
 * @param meaning how the earlier question was found, unless it is the very same
 * @param stale whether its time is over, and it serves only while a model is asked anew
 * @param observed whether it only would answer, as the request goes its own way
 */
record CacheHit(
    Entry entry,
    Model model,
    Verdict verdict,
    long ageMs,
    Optional<Look.Hit> meaning,
    boolean stale,
    boolean observed) {
  /** What a decision calls it. */
  String status() {
    return observed ? would() : kind();
  }

  /** What a decision calls it that it does not answer. */
  String would() {
    return "would-" + kind();
  }

  private String kind() {
    return meaning.isPresent() ? "hit-semantic" : stale ? "hit-stale" : "hit-exact";
  }
}
