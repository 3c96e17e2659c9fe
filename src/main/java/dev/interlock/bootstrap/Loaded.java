package dev.interlock.bootstrap;

import dev.interlock.config.Problem;
import java.util.List;

/** What came of loading a configuration file. */
public sealed interface Loaded {
  /** What to tell the operator, in the order of the file. */
  List<Problem> problems();

  /**
   * It can be used.
   *
   * @param problems warnings
   */
  record Valid(Generation generation, Configuration configuration, List<Problem> problems)
      implements Loaded {
    public Valid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * It cannot be used, all of it.
   *
   * @param problems at least one error, and warnings
   */
  record Invalid(List<Problem> problems) implements Loaded {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
