package dev.interlock.signal;

import dev.interlock.signal.SignalValue.Count;
import dev.interlock.signal.SignalValue.Findings;
import dev.interlock.signal.SignalValue.Flag;
import dev.interlock.signal.SignalValue.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** One object for what many requests have alike. Thread-safe. */
final class Alike {
  private static final Flag YES = new Flag(true);
  private static final Flag NO = new Flag(false);
  private static final Labels NO_LABELS = new Labels(List.of());
  private static final Findings NO_FINDINGS = new Findings(List.of());
  private static final List<Count> COUNTS = IntStream.range(0, 16).mapToObj(Count::new).toList();

  private static final AtomicReference<String[]> LAST_NAMES = new AtomicReference<>(new String[0]);

  private Alike() {}

  /** The names of the set before, where they are these: evaluators hardly ever change. */
  static String[] names(String[] names) {
    String[] last = LAST_NAMES.get();
    if (Arrays.equals(last, names)) {
      return last;
    }
    LAST_NAMES.set(names);
    return names;
  }

  /** What equals {@code value}. */
  static SignalValue value(SignalValue value) {
    return switch (value) {
      case Flag(boolean flag) -> flag ? YES : NO;
      case Count(long count) when count >= 0 && count < COUNTS.size() -> COUNTS.get((int) count);
      case Labels(var labels) when labels.isEmpty() -> NO_LABELS;
      case Findings(var found) when found.isEmpty() -> NO_FINDINGS;
      default -> value;
    };
  }
}
