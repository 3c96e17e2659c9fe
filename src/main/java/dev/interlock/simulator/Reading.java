package dev.interlock.simulator;

/** What became of reading a request's body. */
sealed interface Reading permits Call, Refusal {}
