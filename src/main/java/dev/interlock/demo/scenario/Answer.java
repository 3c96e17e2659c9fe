package dev.interlock.demo.scenario;

/**
 * What came back.
 *
 * @param model id of the model that gave it
 * @param quality how good the recorded answer of that model was, in [0, 1]
 */
record Answer(String model, double quality) {}
