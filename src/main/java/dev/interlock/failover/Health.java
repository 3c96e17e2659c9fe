package dev.interlock.failover;

/** How a model's server has answered lately. */
public enum Health {
  /** As well as anybody asks. */
  AWAKE,
  /** It failed: other models are asked before it. */
  RESTING,
  /** Its rest is over: the next request that claims it tries it. */
  ON_TRIAL
}
