package dev.interlock.policy;

import java.util.List;

/** What an expression says about a request: yes, no, or that something it needs is missing. */
sealed interface Truth {
  Truth TRUE = new Known(true);
  Truth FALSE = new Known(false);

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  record Known(boolean value) implements Truth {}

  /** What could not be read: signal names, or the evaluation error. */
  record Unknown(List<String> missing) implements Truth {}
}
