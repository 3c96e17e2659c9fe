package dev.interlock.routing;

import dev.interlock.cache.Question;
import java.util.Optional;

/**
 * The request goes its own way, whatever the outcome. The cache learns from it as if it followed,
 * among what is observed; nobody else is told anything.
 */
record Observing(Optional<Question> question) implements Manner {
  @Override
  public boolean caches() {
    return true;
  }
}
