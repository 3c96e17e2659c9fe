package dev.interlock.catalog;

import dev.interlock.inference.Api;
import dev.interlock.inference.ReasoningFamily;
import java.util.List;
import java.util.Optional;

/**
 * That a model can be told how much to think.
 *
 * @param family the fields that tell it
 * @param efforts what may be chosen, in the order of the file; the first is used where nothing is
 *     known that would speak for another
 */
public record Reasoning(ReasoningFamily family, List<Effort> efforts) {
  public Reasoning {
    efforts = List.copyOf(efforts);
  }

  /** The effort called {@code name}. */
  public Optional<Effort> effort(String name) {
    return efforts.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Whether requests to {@code api} can say it. */
  boolean speaks(Api api) {
    return family.speaks(api);
  }
}
