package dev.interlock.simulator.call;

/** What became of reading a request's body. */
public sealed interface Reading permits Call, Refusal {}
