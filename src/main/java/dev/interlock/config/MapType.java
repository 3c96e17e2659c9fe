package dev.interlock.config;

import dev.interlock.config.ConfigNode.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A mapping of names that the operator chooses, in the order of the file. */
record MapType<T>(Type<T> value) implements Type<SequencedMap<String, T>> {
  @Override
  public SequencedMap<String, T> read(ConfigNode node, Reading reading) {
    if (!(node instanceof Mapping mapping)) {
      reading.problems().error(node.location(), node.found(), shape().words());
      return placeholder();
    }
    var values = new LinkedHashMap<String, T>();
    mapping
        .entries()
        .forEach((name, entry) -> values.put(name, value.read(entry.value(), reading)));
    return Collections.unmodifiableSequencedMap(values);
  }

  @Override
  public SequencedMap<String, T> placeholder() {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>());
  }

  @Override
  public Shape shape() {
    return new Shape.Names(value.shape());
  }

  @Override
  public Object show(SequencedMap<String, T> map) {
    var shown = new LinkedHashMap<String, Object>();
    map.forEach((name, each) -> shown.put(name, value.show(each)));
    return shown;
  }
}
