package dev.interlock.memory;

/** What experiences say of the chances. Thread-safe. */
public interface Lessons {
  /** Takes {@code experience} into account, or back. Off the request path. */
  void learn(Experience experience);

  /**
   * Log-odds to add to the chance of {@code model}; 0 where nothing is known. Any thread,
   * microseconds. It depends on what was learnt alone: the same experiences give the same number.
   *
   * @param kinds how likely each kind of the router bundle is; empty without one
   * @param model an action's name
   */
  double shift(String tenant, float[] kinds, String model);
}
