package dev.interlock.selection;

import dev.interlock.catalog.Model;
import java.util.List;
import java.util.Optional;

/**
 * A model that was not chosen.
 *
 * @param index position among the virtual model's candidates
 * @param model the model
 * @param loss the first reason it lost
 * @param scored its expectations, when it reached scoring
 * @param flips what would have made it the choice; empty when no single change would
 */
public record Loser(int index, Model model, Loss loss, Optional<Scored> scored, List<Flip> flips) {}
