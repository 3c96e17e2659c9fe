package dev.interlock.config;

/**
 * How one kind of value is read and described. {@link Types} has those that sections are made of.
 *
 * <p>Immutable; any thread.
 */
public interface Type<T> {
  /**
   * The value of {@code node}. What is wrong is reported to {@code reading}; the result is then a
   * placeholder, so that reading goes on and finds more.
   */
  T read(ConfigNode node, Reading reading);

  /** A harmless value of this type. */
  T placeholder();

  Shape shape();

  /** {@code value} as the operator would write it, in JSON's types. */
  Object show(T value);
}
