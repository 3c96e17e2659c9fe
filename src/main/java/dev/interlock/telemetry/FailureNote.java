package dev.interlock.telemetry;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a log may say of an unexpected exception: its types and where it arose. Never its message,
 * which may quote a prompt.
 */
public final class FailureNote {
  private static final int FRAMES = 5;

  private FailureNote() {}

  /** {@code type at frame < frame ..., caused by type at ...}, the innermost frame first. */
  public static String of(Throwable failure) {
    String here =
        Arrays.stream(failure.getStackTrace())
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
    String note = failure.getClass().getName() + (here.isEmpty() ? "" : " at " + here);
    Throwable cause = failure.getCause();
    return cause == null ? note : note + ", caused by " + cause.getClass().getName();
  }
}
