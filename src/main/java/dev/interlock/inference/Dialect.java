package dev.interlock.inference;

/**
 * The family of API shapes a caller speaks; it decides how bodies are read and errors are written.
 */
public enum Dialect {
  OPENAI,
  ANTHROPIC
}
