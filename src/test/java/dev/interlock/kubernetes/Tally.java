package dev.interlock.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What became of requests. Thread-safe. */
final class Tally {
  private int answered;
  private int undecided;
  private int unnamed;
  private final List<String> failures = new ArrayList<>();

  synchronized void count(Exchange exchange) {
    exchange.fault().ifPresentOrElse(failures::add, () -> answered++);
    if (exchange.undecided()) {
      undecided++;
    }
    if (exchange.unnamed()) {
      unnamed++;
    }
  }

  synchronized void failed(String why) {
    failures.add(why);
  }

  synchronized int sent() {
    return answered + failures.size();
  }

  /** Answered by Envoy alone. */
  synchronized int undecided() {
    return undecided;
  }

  /** Answered by a model that no header names. */
  synchronized int unnamed() {
    return unnamed;
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public synchronized String toString() {
    return "%5d requests, %d failed, %d undecided, %d unnamed"
        .formatted(sent(), failures.size(), undecided, unnamed);
  }
}
