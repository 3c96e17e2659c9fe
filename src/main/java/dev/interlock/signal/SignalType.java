package dev.interlock.signal;

/** The type a signal has in policy expressions. */
public enum SignalType {
  STRING,
  DOUBLE,
  INT,
  BOOL,
  STRING_LIST,
  /** Kinds of things found: {@code .found}, and a flag for each kind. */
  FINDINGS
}
