package dev.interlock.config;

import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A list.
 *
 * @param element type of its elements
 * @param mayBeEmpty whether a list without elements says something
 * @param identity key → what must differ between elements; empty if they may be alike
 */
record ListType<T>(
    Type<T> element, boolean mayBeEmpty, Map<String, Function<? super T, ?>> identity)
    implements Type<List<T>> {

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
    identity.forEach((key, part) -> refuseTwins(key, part, sequence, values, reading));
    return List.copyOf(values);
  }

  private void refuseTwins(
      String key, Function<? super T, ?> part, Sequence sequence, List<T> values, Reading reading) {
    var first = new HashMap<Object, Location>();
    for (int i = 0; i < values.size(); i++) {
      if (sequence.elements().get(i) instanceof Mapping m && m.entries().containsKey(key)) {
        Location here = m.entries().get(key).value().location();
        Location before = first.putIfAbsent(part.apply(values.get(i)), here);
        if (before != null) {
          String found = "`" + part.apply(values.get(i)) + "` a second time, after line ";
          reading.problems().error(here, found + before.line(), "a " + key + " of its own");
        }
      }
    }
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
