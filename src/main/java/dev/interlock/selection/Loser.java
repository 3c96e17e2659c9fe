package dev.interlock.selection;

import dev.interlock.catalog.Action;
import dev.interlock.catalog.Model;
import java.util.List;
import java.util.Optional;

/**
 * A candidate that was not chosen.
 *
 * @param index position among the virtual model's candidates
 * @param action the model, and how hard it would have been told to think
 * @param loss the first reason it lost
 * @param scored its expectations, when it reached scoring
 * @param flips what would have made it the choice; empty when no single change would
 */
public record Loser(
    int index, Action action, Loss loss, Optional<Scored> scored, List<Flip> flips) {
  public Model model() {
    return action.model();
  }
}
