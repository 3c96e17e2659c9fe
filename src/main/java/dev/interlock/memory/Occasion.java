package dev.interlock.memory;

import java.util.List;

/**
 * What is remembered of a decision until signs of its worth arrive. Never any text. Do not modify
 * the array.
 *
 * @param tenant whom the caller works for; empty: nobody knows
 * @param virtualModel that was asked; empty where a model was named
 * @param intent the label of the signal; empty where there is none
 * @param rules that applied, by name
 * @param model who answered, as an action's name: the effort is part of it
 * @param kinds how likely each kind of the router bundle is for the prompt; empty without a bundle
 * @param expected the chance of a sufficient answer before what memory added; NaN if none was
 *     expected
 * @param timeUnixMs when it was decided
 */
@SuppressWarnings("ArrayRecordComponent")
public record Occasion(
    String tenant,
    String virtualModel,
    String intent,
    List<String> rules,
    String model,
    float[] kinds,
    double expected,
    long timeUnixMs) {
  public Occasion {
    rules = List.copyOf(rules);
  }
}
