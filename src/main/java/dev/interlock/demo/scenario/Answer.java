package dev.interlock.demo.scenario;

/**
 * What came back.
 *
 * @param model id of the model that gave it
 * @param quality the grade that came with it, in [0, 1]
 */
record Answer(String model, double quality) {}
