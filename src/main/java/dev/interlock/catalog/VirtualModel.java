package dev.interlock.catalog;

import java.util.List;

/**
 * A name clients may ask for that Interlock resolves.
 *
 * @param name the name in requests
 * @param models candidates
 * @param fallback the configured {@code default}: used when quality signals are missing
 * @param consequence what a wrong answer costs
 * @param audience who may ask for it; several may share a name
 */
public record VirtualModel(
    String name, List<Model> models, Model fallback, Consequence consequence, Audience audience) {
  public VirtualModel {
    models = List.copyOf(models);
  }

  /** For everybody. */
  public VirtualModel(String name, List<Model> models, Model fallback, Consequence consequence) {
    this(name, models, fallback, consequence, Audience.EVERYBODY);
  }
}
