package dev.interlock.outcome;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A row as it was collected.
 *
 * @param id names what was asked, so that nobody asks it again
 * @param row the prompt and its outcomes, perhaps none
 * @param missing why other models have no outcome, by model: a code
 */
public record CollectedRow(String id, OutcomeRow row, SequencedMap<String, String> missing) {
  public CollectedRow {
    missing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(missing));
  }
}
