package dev.interlock.cache;

import static java.util.Objects.requireNonNull;

/**
 * A question without the text that is asked: what questions that mean the same have in common.
 *
 * @param key the same for the same surroundings from the same circle of callers: every byte of the
 *     body but those of the text
 * @param continues whether anything but system text was said before
 * @param seeded whether the request names a seed
 * @param tools whether it offers tools
 */
public record Surroundings(CacheKey key, boolean continues, boolean seeded, boolean tools) {
  public Surroundings {
    requireNonNull(key, "key");
  }
}
