package dev.interlock.bench;

/**
 * What a row came to.
 *
 * @param one over one connection: latencies at the row's constant rate, throughput in a closed loop
 * @param many the same over 32 connections
 */
record ScenarioResult(Percentiles one, Percentiles many) {}
