package dev.interlock.config;

import dev.interlock.config.ConfigNode.Scalar;
import dev.interlock.config.Shape.Single;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The name of something secret, in the file as it is written, and never shown. */
record ReferenceType(Pattern pattern, String words) implements Type<String> {
  @Override
  public String read(ConfigNode node, Reading reading) {
    if (!(node instanceof Scalar scalar)) {
      reading.problems().error(node.location(), node.found(), words);
    } else if (Interpolation.isIn(scalar.text())) {
      reading.problems().error(node.location(), "a variable's value", words);
    } else if (!pattern.matcher(scalar.text()).matches()) {
      reading.problems().error(node.location(), "something else", words);
    } else {
      return scalar.text();
    }
    return placeholder();
  }

  @Override
  public String placeholder() {
    return "NAME";
  }

  @Override
  public Shape shape() {
    var schema = Map.<String, Object>of("type", "string", "pattern", "^(" + pattern + ")$");
    return new Single(words, new TreeMap<>(schema), false);
  }

  @Override
  public Object show(String value) {
    return value;
  }
}
