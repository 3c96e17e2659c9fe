package dev.interlock.sharedcache;

import dev.interlock.telemetry.Metrics;

/** Counts what came of asking the store. Thread-safe. */
record Tally(Metrics metrics) {
  static final String FIND = "find";
  static final String KEEP = "keep";
  static final String DELETE = "delete";
  static final String COUNT = "count";
  static final String TELL = "tell";
  static final String HEAR = "hear";

  void count(String operation, StoreResult result) {
    metrics.stored(operation, result.code());
  }
}
