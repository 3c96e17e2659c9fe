package dev.interlock.routing;

import dev.interlock.cache.Question;
import java.util.Optional;

/** The outcome is looked at, together with what the cache would do; nothing is told anybody. */
record Explaining(Optional<Question> question) implements Manner {}
