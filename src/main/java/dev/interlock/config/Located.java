package dev.interlock.config;

/**
 * A value with its place, for checks that can only be made once other sections are read.
 *
 * @param value the value
 * @param location where it stands
 */
public record Located<T>(T value, Location location) {}
