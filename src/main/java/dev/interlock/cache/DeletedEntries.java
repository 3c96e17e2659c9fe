package dev.interlock.cache;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a deletion did.
 *
 * @param here entries of this process that are gone
 * @param shared how many of the shared store will have been, if there is one
 */
public record DeletedEntries(long here, Optional<CompletionStage<Long>> shared) {}
