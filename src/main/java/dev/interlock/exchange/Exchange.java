package dev.interlock.exchange;

import dev.interlock.catalog.Model;
import dev.interlock.inference.Usage;
import dev.interlock.proto.decision.v1.Candidate;
import dev.interlock.proto.decision.v1.Decision;
import java.util.Optional;

/**
 * One request and its answer, over.
 *
 * @param decision why it went where it went
 * @param model who answered
 * @param status the upstream's HTTP status; 0 when no answer came
 * @param complete whether the answer ended properly
 * @param usage tokens, reported or estimated; empty when the answer was an error or was not read
 */
public record Exchange(
    Decision decision, Model model, int status, boolean complete, Optional<Usage> usage) {

  private static final int LEAST_ERROR = 400;

  /** How it failed, if it did: the status, {@code no_answer} or {@code incomplete}. */
  public Optional<String> error() {
    if (status == 0) {
      return Optional.of("no_answer");
    }
    if (status >= LEAST_ERROR) {
      return Optional.of(Integer.toString(status));
    }
    return complete ? Optional.empty() : Optional.of("incomplete");
  }

  /** How hard the model that answered was told to think; empty where it was told nothing. */
  public String effort() {
    // Who is only looked on is told nothing.
    return decision.getPlanList().stream()
        .filter(_ -> decision.getMode().isEmpty())
        .filter(candidate -> candidate.getModel().equals(model.id()))
        .findFirst()
        .map(Candidate::getEffort)
        .orElse("");
  }

  /** What {@code used} costs at the list price of the model that answered. */
  public double usd(Usage used) {
    return model.price().usd(used);
  }
}
