package dev.interlock.eval.cache;

import dev.interlock.concurrent.Deadline;
import dev.interlock.embedding.TextEncoder;
import dev.interlock.equivalence.PairView;
import java.util.HashMap;
import java.util.Map;

/** Texts as the pair head sees them, each encoded once. One thread. */
final class Views {
  private final TextEncoder encoder;
  private final Map<String, PairView> views = new HashMap<>();

  Views(TextEncoder encoder) {
    this.encoder = encoder;
  }

  PairView of(String text) {
    return views.computeIfAbsent(text, t -> PairView.of(t, encoder.encode(t, Deadline.NEVER)));
  }
}
