package dev.interlock.inference;

/** A kind of content in a request. */
public enum Modality {
  TEXT,
  IMAGE,
  AUDIO,
  FILE
}
