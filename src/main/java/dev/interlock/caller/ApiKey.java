package dev.interlock.caller;

import dev.interlock.catalog.Credential;
import dev.interlock.inference.Caller;

/**
 * A key that a client shows, by reference: never the key itself.
 *
 * @param name what the key is called, where the key itself must not be
 * @param source where the key is
 * @param caller whom it stands for
 */
public record ApiKey(String name, Credential.Source source, Caller.Known caller) {}
