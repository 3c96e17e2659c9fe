package dev.interlock.sharedcache;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What came of asking the store. The list is documented and stable. */
public enum StoreResult {
  OK("ok", "It did."),
  HIT("hit", "It had something."),
  MISS("miss", "It had nothing."),
  UNREADABLE("unreadable", "What it had is not ours, of another version, or broken."),
  DOWN("down", "There is no connection."),
  RESTING("resting", "It was not asked, as it failed or was slow just before."),
  SLOW("slow", "It did not answer in time."),
  FAILED("failed", "It refused, or the connection broke."),
  DROPPED("dropped", "Too much waited to be written."),
  LOST("lost", "What others said may be gone: what was kept here is, too.");

  private static final String WRONG_TYPE = "WRONGTYPE";

  private final String code;
  private final String meaning;

  StoreResult(String code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The documented code. */
  public String code() {
    return code;
  }

  /** One sentence for the reference. */
  public String meaning() {
    return meaning;
  }

  /** What {@code failure} of a command comes to. */
  static StoreResult of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return SLOW;
    }
    String message = String.valueOf(cause.getMessage());
    return cause instanceof RedisCommandExecutionException && message.startsWith(WRONG_TYPE)
        ? UNREADABLE
        : FAILED;
  }
}
