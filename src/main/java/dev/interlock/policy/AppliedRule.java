package dev.interlock.policy;

import java.util.List;

/**
 * A rule whose {@code when} held or was unknown.
 *
 * @param name the rule
 * @param unknown whether {@code when} needed something missing
 * @param excluded ids of the models its {@code allow} excludes, in configuration order
 * @param stated fields it was the first to state, in the order of the reference
 * @param missing what it could not read: signals by name, or an evaluation error
 */
public record AppliedRule(
    String name,
    boolean unknown,
    List<String> excluded,
    List<String> stated,
    List<String> missing) {}
