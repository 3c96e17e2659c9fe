package dev.interlock.inference;

/** The shape of answer that the request demands by its parameters (not by its words). */
public enum ResponseFormat {
  FREE,
  JSON_OBJECT,
  JSON_SCHEMA
}
