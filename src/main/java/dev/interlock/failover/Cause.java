package dev.interlock.failover;

/** Why an attempt is given up and the next model asked. All before the first byte of an answer. */
public enum Cause {
  /** Nobody took the request: connection refused or timed out, stream refused. */
  REFUSED,
  /** The server broke off, or took longer than the configuration allows, before its first byte. */
  RESET,
  /** 429. */
  RATE_LIMITED,
  /** 500, 502, 503, 504, or 529, which some providers say for overloaded. */
  SERVER_ERROR
}
