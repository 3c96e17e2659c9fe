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

  /** The signal could not be computed: unknown to policy, never a default. */
  record Unavailable(String reason) implements SignalValue {}
}
