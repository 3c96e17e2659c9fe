package dev.interlock.outcome;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * A prompt, and what models made of it.
 *
 * @param prompt the text; never logged
 * @param task the kind of work, if somebody said it
 * @param outcomes by model, in the order of the file
 */
public record OutcomeRow(
    String prompt, Optional<String> task, SequencedMap<String, Outcome> outcomes) {
  /** An order by what rows say, so that the order of a file does not matter. */
  public static final Comparator<OutcomeRow> BY_CONTENT =
      Comparator.comparing(OutcomeRow::prompt)
          .thenComparing(row -> row.task().orElse(""))
          .thenComparing(row -> new TreeMap<>(row.outcomes()).toString());

  public OutcomeRow {
    outcomes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outcomes));
  }

  /** Not the text. */
  @Override
  public String toString() {
    return "OutcomeRow[task=" + task.orElse("-") + ", models=" + outcomes.size() + "]";
  }
}
