package dev.interlock.signal;

import java.util.List;

/** The value of one signal for one request. */
public sealed interface SignalValue {
  /**
   * A class label, with the calibrated chance that it is right.
   *
   * @param label the label; {@code "none"} when the classifier rejects every class
   * @param confidence calibrated probability in [0, 1]
   * @param runnerUp the second-best label, empty when there is none
   */
  record Label(String label, double confidence, String runnerUp) implements SignalValue {}

  /** A real number, mostly a probability. */
  record Score(double value) implements SignalValue {}

  /** A yes or no. */
  record Flag(boolean value) implements SignalValue {}

  /** A whole number. */
  record Count(long value) implements SignalValue {}

  /** Several labels at once. */
  record Labels(List<String> values) implements SignalValue {
    public Labels {
      values = List.copyOf(values);
    }
  }

  /**
   * What was found in the text, by kind; kinds that were not found are left out. Never the text.
   */
  record Findings(List<Finding> found) implements SignalValue {
    public Findings {
      found = List.copyOf(found);
    }

    /** Whether {@code kind} was found. */
    public boolean has(String kind) {
      for (Finding finding : found) {
        if (finding.kind().equals(kind)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Some things of one kind.
   *
   * @param kind one of {@link SignalSpec#kinds()}
   * @param count how many there are, above 0
   */
  record Finding(String kind, int count) {}

  /** The signal could not be computed: unknown to policy, never a default. */
  record Unavailable(String reason) implements SignalValue {}
}
