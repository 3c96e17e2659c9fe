package dev.interlock.config;

import dev.interlock.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * A list.
 *
 * @param element type of its elements
 * @param mayBeEmpty whether a list without elements says something
 */
record ListType<T>(Type<T> element, boolean mayBeEmpty) implements Type<List<T>> {
  @Override
  public List<T> read(ConfigNode node, Reading reading) {
    if (!(node instanceof Sequence sequence)) {
      reading.problems().error(node.location(), node.found(), shape().words());
      return placeholder();
    }
    if (sequence.elements().isEmpty() && !mayBeEmpty) {
      reading.problems().error(node.location(), "an empty list", shape().words());
      return placeholder();
    }
    var values = new ArrayList<T>();
    for (ConfigNode each : sequence.elements()) {
      values.add(element.read(each, reading));
    }
    return List.copyOf(values);
  }

  @Override
  public List<T> placeholder() {
    return mayBeEmpty ? List.of() : List.of(element.placeholder());
  }

  @Override
  public Shape shape() {
    return new Shape.Listing(element.shape(), mayBeEmpty);
  }

  @Override
  public Object show(List<T> value) {
    return value.stream().map(element::show).toList();
  }
}
