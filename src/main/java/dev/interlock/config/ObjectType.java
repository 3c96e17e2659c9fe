package dev.interlock.config;

import dev.interlock.config.ConfigNode.Mapping;
import java.util.function.Function;

/**
 * A mapping with known keys, read by a section's reader.
 *
 * @param words what it is
 * @param secret whether what stands in its place by mistake may not be shown
 * @param reader asks for every key it knows
 */
record ObjectType<T>(String words, boolean secret, Function<ObjectReader, T> reader)
    implements Type<T> {
  @Override
  public T read(ConfigNode node, Reading reading) {
    if (!(node instanceof Mapping mapping)) {
      reading.problems().error(node.location(), secret ? "something else" : node.found(), words);
      return placeholder();
    }
    var in = new ObjectReader(mapping, reading);
    T value = reader.apply(in);
    in.refuseUnknownKeys();
    return value;
  }

  @Override
  public T placeholder() {
    return reader.apply(describing());
  }

  @Override
  public Shape.Structure shape() {
    var in = describing();
    var _ = reader.apply(in);
    return in.structure(words);
  }

  @Override
  public Object show(T value) {
    throw new IllegalStateException("an object as a default: declare a section instead");
  }

  private static ObjectReader describing() {
    return new ObjectReader(Mapping.empty(Location.NOWHERE), Reading.describing());
  }
}
