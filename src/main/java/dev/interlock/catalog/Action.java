package dev.interlock.catalog;

import dev.interlock.inference.Api;
import java.util.List;
import java.util.Optional;

/**
 * What a choice is between: a model, and how hard it is told to think.
 *
 * @param effort empty: the model is told nothing
 */
public record Action(Model model, Optional<Effort> effort) {
  private static final String AT = "@";

  /** {@code model}, told nothing. */
  public static Action of(Model model) {
    return new Action(model, Optional.empty());
  }

  /** Every action of {@code model} at one of its efforts. */
  public static List<Action> efforts(Model model) {
    return model.reasoning().map(Reasoning::efforts).orElse(List.of()).stream()
        .map(effort -> new Action(model, Optional.of(effort)))
        .toList();
  }

  /** Every action of {@code model} for requests to {@code api} that say nothing of thinking. */
  public static List<Action> all(Model model, Api api) {
    return model.reasoning().filter(reasoning -> reasoning.speaks(api)).isPresent()
        ? efforts(model)
        : List.of(of(model));
  }

  /**
   * The one action of {@code model} for requests to {@code api} that name {@code effort}: what they
   * say holds, and not what the catalogue would have written.
   */
  public static Action stated(Model model, Api api, String effort) {
    return new Action(
        model,
        model
            .reasoning()
            .filter(reasoning -> reasoning.speaks(api))
            .flatMap(reasoning -> reasoning.effort(effort))
            .map(Effort::stated));
  }

  /**
   * The name in decisions, outcome files and router bundles: {@code model} or {@code model@effort}.
   */
  public String name() {
    return name(model.id(), effortName());
  }

  /** The name of the action of a model {@code id} with {@code effort}, which may be empty. */
  public static String name(String id, String effort) {
    return effort.isEmpty() ? id : id + AT + effort;
  }

  /** The effort's name; empty without one. */
  public String effortName() {
    return effort.map(Effort::name).orElse("");
  }

  /** Prior share of mixed traffic answered well, in [0, 1]. */
  public double quality() {
    return effort.map(Effort::quality).orElse(model.quality());
  }

  /** Whether somebody said that quality, if only of the model. */
  public boolean qualityStated() {
    return effort.map(Effort::qualityStated).orElse(false) || model.qualityStated();
  }

  /** Expected tokens of its answer, as a multiple of what is usual. */
  public double outputFactor() {
    return effort.map(Effort::outputFactor).orElse(1.0);
  }
}
