package dev.interlock.collect;

import java.util.Locale;

/** Why a model has no outcome for a prompt. The codes are part of outcome files. */
public enum Cause {
  /** Policy refuses the request, or the model for it. Never asked elsewhere. */
  NOT_ALLOWED(true),
  /** The model serves no endpoint for it. */
  NOT_CAPABLE(true),
  /** The server refuses it as a bad request: too long for it, perhaps. */
  REJECTED(true),
  /** The server said 429 until patience ended. */
  RATE_LIMITED(false),
  /** No answer in time. */
  TIMED_OUT(false),
  /** An error of the server, no connection, or Interlock was overloaded. */
  UNAVAILABLE(false),
  /** Another model answered: Interlock was not there, or did not decide. */
  ANSWERED_BY_ANOTHER(false),
  /** An answer that says nothing that could be read. */
  UNREADABLE(false);

  private final boolean settled;

  Cause(boolean settled) {
    this.settled = settled;
  }

  /** Whether asking again would lead to the same. */
  public boolean settled() {
    return settled;
  }

  /** The name in files. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
