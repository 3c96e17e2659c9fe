package dev.interlock.semantic;

import dev.interlock.cache.Attachment;
import dev.interlock.cache.CacheKey;
import dev.interlock.cache.Entry;
import dev.interlock.reuse.Certificate;
import java.util.Optional;

/** What was found for a question. */
public sealed interface Look {
  /** None was looked for. */
  record Bypassed(Bypass why) implements Look {}

  /**
   * {@code entry} answers.
   *
   * @param wrong a pessimistic chance that it is the wrong answer
   */
  record Hit(Entry entry, Nearest nearest, double wrong, Certificate certificate) implements Look {}

  /**
   * A model must answer.
   *
   * @param nearest the entry that lies nearest; empty where there is none
   * @param certificate of the scope
   * @param attachment what to hang on the entry that the answer becomes: later questions find it by
   *     that, and the answer tells whether the nearest one would have been right
   */
  record Miss(Optional<Nearest> nearest, Certificate certificate, Attachment attachment)
      implements Look {}

  /**
   * An answer might serve that only other replicas have: whoever has fetched it looks again.
   *
   * @param key of the answer
   */
  record Elsewhere(CacheKey key) implements Look {}

  /**
   * An earlier question that lies near.
   *
   * @param entry what its answer is called
   * @param similarity cosine of both texts' vectors
   * @param chance that both mean the same, by the second check
   * @param agreement share of the entries around it, by nearness, that are known to have its
   *     answer; 0 where it is refused
   * @param overruled which guard, or the pair head, says that both are worded differently, where
   *     other entries of its answer bear it out all the same; else empty
   * @param refusedBy which guard says that they do not, or the pair head; empty where none does
   * @param explored why a model is asked all the same; empty where none is, or somebody refused
   */
  record Nearest(
      String entry,
      double similarity,
      double chance,
      double agreement,
      String overruled,
      String refusedBy,
      String explored) {}
}
