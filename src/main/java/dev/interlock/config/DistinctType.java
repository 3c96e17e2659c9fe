package dev.interlock.config;

import dev.interlock.config.ConfigNode.Mapping;
import dev.interlock.config.ConfigNode.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/**
 * A list of mappings, of which no two have the same name.
 *
 * @param key the key that names an element
 * @param name what it says
 * @param list the list itself
 */
record DistinctType<T>(String key, Function<? super T, String> name, Type<List<T>> list)
    implements Type<List<T>> {

  @Override
  public List<T> read(ConfigNode node, Reading reading) {
    List<T> values = list.read(node, reading);
    if (node instanceof Sequence sequence && sequence.elements().size() == values.size()) {
      refuseTwins(sequence.elements(), values, reading.problems());
    }
    return values;
  }

  private void refuseTwins(List<ConfigNode> nodes, List<T> values, ConfigProblems problems) {
    var seen = new HashMap<String, Location>();
    for (int i = 0; i < values.size(); i++) {
      if (nodes.get(i) instanceof Mapping mapping && mapping.entries().containsKey(key)) {
        Location here = mapping.entries().get(key).value().location();
        String value = name.apply(values.get(i));
        Location before = seen.putIfAbsent(value, here);
        if (before != null) {
          String found = "`" + value + "` a second time, after line " + before.line();
          problems.error(here, found, "another " + key);
        }
      }
    }
  }

  @Override
  public List<T> placeholder() {
    return list.placeholder();
  }

  @Override
  public Shape shape() {
    return list.shape();
  }

  @Override
  public Object show(List<T> value) {
    return list.show(value);
  }
}
