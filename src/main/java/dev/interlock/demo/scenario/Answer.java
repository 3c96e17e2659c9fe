package dev.interlock.demo.scenario;

/**
 * What came back.
 *
 * @param model id of the model that gave it
 * @param right whether the recorded answer of that model was right
 */
record Answer(String model, boolean right) {
  /** 1 for a right one. */
  double quality() {
    return right ? 1 : 0;
  }
}
