package dev.interlock.bootstrap;

import dev.interlock.config.Problem;
import java.nio.file.Path;
import java.util.List;

/** What came of loading a configuration file. */
public sealed interface Loaded {
  /** What to tell the operator, in the order of the file. */
  List<Problem> problems();

  /** Every file it was made of, or would have been. */
  List<Path> inputs();

  /**
   * It can be used.
   *
   * @param problems warnings
   */
  record Valid(
      Generation generation, Configuration configuration, List<Problem> problems, List<Path> inputs)
      implements Loaded {
    public Valid {
      problems = List.copyOf(problems);
      inputs = List.copyOf(inputs);
    }

    /** This, as generation {@code number}. */
    Valid numbered(long number) {
      return new Valid(new Generation(number, generation.hash()), configuration, problems, inputs);
    }

    /** This, with another configuration in it. */
    Valid with(Configuration other) {
      return new Valid(generation, other, problems, inputs);
    }
  }

  /**
   * It cannot be used, all of it.
   *
   * @param problems at least one error, and warnings
   */
  record Invalid(List<Problem> problems, List<Path> inputs) implements Loaded {
    public Invalid {
      problems = List.copyOf(problems);
      inputs = List.copyOf(inputs);
    }
  }
}
